import { isMap } from "./is-map.ts";
import type { Json } from "./json.ts";

/** Where and how a node failed. */
export type NodeFailure = {
  node: string;
  /** A stable name: `node-failed`, `node-timeout`, `permission-denied`, `runner_replaced`, … */
  code: string;
  message: string;
  /** Relative to the workflow's folder. */
  file?: string | undefined;
  line?: number | undefined;
  column?: number | undefined;
  /** The user's own frames, paths relative to the workflow's folder. */
  stack?: string | undefined;
  remedy?: string | undefined;
};

/** What is told of a run beside its result, which is not read on its way. */
export type RunDetails = {
  /** As the result says it: log, status and answer are to name one number. */
  durationMs: number;
  /** Nodes that were tried, at least once. */
  executed: number;
  /** Attempts of each node that needed more than one. */
  attempts: Record<string, number>;
  failures: NodeFailure[];
};

const none = { attempts: Object.freeze({}), failures: [] };
const firstDigit = 0x30;
const lastDigit = 0x39;

/**
 * The details in `text`, as {@link runDetailsText} writes them; undefined when they are none. By hand: zod is too large
 * to stay in a supervisor for it.
 */
export function readRunDetails(text: string): RunDetails | undefined {
  const first = text.charCodeAt(0);
  return first >= firstDigit && first <= lastDigit ? readNumbers(text) : readAll(JSON.parse(text));
}

function readNumbers(text: string): RunDetails | undefined {
  const space = text.indexOf(" ");
  const [durationMs, executed] = [Number(text.slice(0, space)), Number(text.slice(space + 1))];
  if (space < 0 || Number.isNaN(durationMs) || Number.isNaN(executed)) return undefined;
  return { durationMs, executed, ...none };
}

function readAll(details: Json): RunDetails | undefined {
  if (!isMap(details) || !isMap(details["attempts"]) || !Array.isArray(details["failures"])) return undefined;
  const [durationMs, executed] = [count(details["durationMs"]), count(details["executed"])];
  if (durationMs === undefined || executed === undefined) return undefined;
  const attempts = Object.entries(details["attempts"]).map(([node, times]): [string, number] => [
    node,
    count(times) ?? 1,
  ]);
  const failures = details["failures"].flatMap(failureIn);
  return { durationMs, executed, attempts: Object.fromEntries(attempts), failures };
}

function failureIn(value: Json): NodeFailure[] {
  if (!isMap(value)) return [];
  const [node, code, message] = [word(value["node"]), word(value["code"]), word(value["message"])];
  if (node === undefined || code === undefined || message === undefined) return [];
  const place = { file: word(value["file"]), line: count(value["line"]), column: count(value["column"]) };
  return [{ node, code, message, ...place, stack: word(value["stack"]), remedy: word(value["remedy"]) }];
}

function word(value: Json | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function count(value: Json | undefined): number | undefined {
  return typeof value === "number" ? value : undefined;
}
