import type { LogRecord } from "../cluster/logs/log-record.ts";

const shownApart = new Set(["ts", "level", "event", "msg", "run", "node"]);

/**
 * A log record for eyes: time of day, level, who, what, and what is left as `key=value`.
 *
 * @example
 * // {"ts":"2026-01-01T09:00:00.123Z","level":"info","run":"r1","node":"a","msg":"hi","n":1}
 * // "09:00:00.123 INFO  r1/a hi n=1"
 */
export function logLine({ text, fields }: LogRecord): string {
  if (fields === undefined) return text;
  const rest = Object.entries(fields)
    .filter(([key, value]) => !shownApart.has(key) && value !== undefined && value !== null)
    .map(([key, value]) => `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`);
  const who = [fields.run, fields.node].filter((part) => part !== undefined).join("/");
  const what = [fields.event, fields.msg].filter((part) => part !== undefined).join(": ");
  const level = (fields.level ?? "").toUpperCase().padEnd(5);
  return [timeOfDay(fields.ts), level, who, what, ...rest].filter((part) => part !== "").join(" ");
}

function timeOfDay(time: string | undefined): string {
  const date = new Date(time ?? "");
  return Number.isNaN(date.getTime()) ? "" : date.toISOString().slice(11, 23);
}
