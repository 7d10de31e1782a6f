import type { Context } from "tentacular";

/** Cuts the text into words, in lower case. */
export default async function split(_ctx: Context, input: { text?: string }): Promise<string[]> {
  return (input.text ?? "").toLowerCase().match(/\p{Letter}+/gu) ?? [];
}
