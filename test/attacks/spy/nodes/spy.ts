import type { Context } from "tentacular";
import { tryAll } from "./tricks.ts";

/** What node code gets at, and all that it was given. */
export default async (ctx: Context) => ({
  tried: await tryAll(),
  given: JSON.stringify([ctx.secrets, ctx.config]),
  token: ctx.secrets["api"]?.["token"] === undefined ? "absent" : "present",
  supervisor: Deno.ppid,
});
