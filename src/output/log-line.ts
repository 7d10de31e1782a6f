import type { LogRecord } from "../cluster/log-record.ts";

const shownApart = new Set(["time", "level", "event", "message", "msg", "runId", "node", "workflow"]);

/**
 * A log record for eyes: time of day, level, who, what, and what is left as `key=value`.
 *
 * @example
 * // {"time":"2026-01-01T09:00:00.123Z","level":"info","runId":"r1","node":"a","message":"hi","n":1}
 * // "09:00:00.123 INFO  r1/a hi n=1"
 */
export function logLine({ text, fields }: LogRecord): string {
  if (fields === undefined) return text;
  const rest = Object.entries(fields)
    .filter(([key, value]) => !shownApart.has(key) && value !== undefined && value !== null)
    .map(([key, value]) => `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`);
  const who = [fields["runId"], fields["node"]].filter((part) => typeof part === "string").join("/");
  const what = [fields.event, fields.message ?? fields.msg].filter((part) => part !== undefined).join(": ");
  const level = (fields.level ?? "").toUpperCase().padEnd(5);
  return [timeOfDay(fields.time), level, who, what, ...rest].filter((part) => part !== "").join(" ");
}

function timeOfDay(time: string | number | undefined): string {
  const date = new Date(time ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? "" : date.toISOString().slice(11, 23);
}
