import type { Context } from "tentacular";

/** Says it louder. One incoming edge, so the input is what "greet" returned. */
export default async function shout(_ctx: Context, input: { greeting: string }) {
  return { greeting: input.greeting.toUpperCase() };
}
