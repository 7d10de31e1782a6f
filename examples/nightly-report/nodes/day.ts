import type { Context } from "tentacular";

const oneDay = 24 * 60 * 60 * 1000;

/** The day before today, or the one that was asked for. A tick of the trigger sends `{"trigger": "nightly"}`. */
export default async function day(_ctx: Context, input: { day?: string }): Promise<string> {
  return input.day ?? new Date(Date.now() - oneDay).toISOString().slice(0, 10);
}
