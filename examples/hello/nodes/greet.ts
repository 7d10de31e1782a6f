import type { Context } from "tentacular";

/** Turns a name into a greeting. */
export default async function greet(ctx: Context, input: { name?: string }) {
  ctx.log.info("greeting", input.name);
  return { greeting: `Hello, ${input.name ?? "world"}!` };
}
