import type { Schedule } from "../cluster/ticks/schedules.ts";
import { age } from "./age.ts";

/** A cron trigger in a line: when it ticks and last did, and the tick that keeps others away. */
export function scheduleText({ schedule, timezone, suspended, lastAt, stuck }: Schedule, now: Date): string {
  const where = timezone ? ` ${timezone}` : "";
  const when = lastAt ? `, last ${age(lastAt, now)} ago` : "";
  const wrong = stuck
    ? `; its tick ${stuck.job} cannot start, and until it ends there is no other: ` +
      `${stuck.reason}: ${stuck.message}; remedy: ${stuck.remedy}`
    : "";
  return `${schedule}${where}${suspended ? " (suspended)" : ""}${when}${wrong}`;
}
