import { isMap } from "./is-map.ts";
import type { Json } from "./json.ts";

/** How grave a line is, the slightest first. */
const levels = ["debug", "info", "warn", "error"] as const;
/** One of {@link levels}. */
export type Level = (typeof levels)[number];

/** What a log frame's head says; its body is the text. */
export type LogHead = {
  level: Level;
  runId?: string | undefined;
  node?: string | undefined;
  /** `file:line:column`, when the line is about an error. */
  at?: string | undefined;
};

/** The head in `text`; undefined when it is none. By hand: zod is too large to stay in a supervisor for it. */
export function readLogHead(text: string): LogHead | undefined {
  const head: Json = JSON.parse(text);
  if (!isMap(head)) return undefined;
  const level = levels.find((name) => name === head["level"]);
  if (level === undefined) return undefined;
  return { level, runId: word(head["runId"]), node: word(head["node"]), at: word(head["at"]) };
}

function word(value: Json | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}
