import type { Context } from "tentacular";

/** Writes the report. Its title comes from `config.title` in workflow.yaml. */
export default async function report(ctx: Context, input: { day: string; startedBy: string }) {
  return { text: `${ctx.config.title}: ${input.day}, started by ${input.startedBy}` };
}
