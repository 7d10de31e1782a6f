import type { Context } from "tentacular";

const oneDay = 24 * 60 * 60 * 1000;

/** The day before today, in UTC. A tick of the cron trigger sends `{"trigger": "nightly"}`. */
export default async function period(ctx: Context, input: { trigger?: string }) {
  ctx.log.info(`Started by ${input.trigger ?? "hand"}`);
  const yesterday = new Date(Date.now() - oneDay);
  return { day: yesterday.toISOString().slice(0, 10), startedBy: input.trigger ?? "hand" };
}
