import type { ExecutionResult } from "../mod.ts";
import type { Redactor } from "../supervisor/redactor.ts";
import type { RunRecord } from "../supervisor/run-record.ts";
import type { Json } from "../wire/json.ts";
import type { RunDetails } from "../wire/run-details.ts";

const longest = 64 * 1024;

/** One line of `GET /runs`. */
export function runSummary(run: RunRecord) {
  const { id, trigger, state, createdAt, startedAt, completedAt, durationMs, end } = run;
  return { runId: id, state, trigger, success: end?.success, createdAt, startedAt, completedAt, durationMs };
}

/** `GET /runs/<id>`: what each node got, gave, took and suffered. Secrets are redacted; long values are cut, with a note. */
export function runView(run: RunRecord, redactor: Redactor) {
  const input = parse(run.input) ?? {};
  const result = run.end && executionResult(run.end.result);
  const shown = (value: Json | undefined) => (value === undefined ? undefined : cut(redactor.value(value)));
  // A runner that is gone took with it how far the run had come.
  const untold = run.startedAt !== undefined && run.end?.details?.executed === 0;
  const nodes = Object.fromEntries(
    (run.request?.nodes ?? []).map(({ name, from }) => [
      name,
      result && nodeView({ name, from, input, result, untold, details: run.end?.details, shown }),
    ]),
  );
  const failures = run.end?.details?.failures.map((failure) => shown(JSON.parse(JSON.stringify(failure))));
  return { ...runSummary(run), input: shown(input), nodes, failures, result: result && shown(asJson(result)) };
}

type NodeFacts = {
  name: string;
  from: string[];
  input: Json;
  result: ExecutionResult;
  /** Whether the node was reached is not known. */
  untold: boolean;
  details: RunDetails | undefined;
  shown(value: Json | undefined): Json | undefined;
};

function nodeView({ name, from, input, result, untold, details, shown }: NodeFacts) {
  const timing = result.timing.nodeTimings[name];
  const failure = details?.failures.find(({ node }) => node === name);
  const outputs: Record<string, Json> = JSON.parse(JSON.stringify(result.outputs));
  const [only] = from;
  const merged = only === undefined ? input : from.length === 1 ? outputs[only] : pick(outputs, from);
  if (!failure && !timing) return { state: untold ? "unknown" : "skipped", ...(!untold && { attempts: 0 }) };
  return {
    state: failure ? "failed" : "succeeded",
    ...timing,
    attempts: details?.attempts[name] ?? 1,
    input: shown(merged),
    output: shown(outputs[name]),
    error: failure && shown(JSON.parse(JSON.stringify(failure))),
  };
}

function pick(values: Record<string, Json>, names: string[]): Json {
  return Object.fromEntries(
    names.flatMap((name): [string, Json][] => (name in values ? [[name, values[name] ?? null]] : [])),
  );
}

function cut(value: Json): Json {
  const text = JSON.stringify(value);
  return text.length <= longest ? value : { truncated: true, bytes: text.length, head: text.slice(0, 1024) };
}

function executionResult(text: string): ExecutionResult {
  return JSON.parse(text);
}

function asJson(result: ExecutionResult): Json {
  return JSON.parse(JSON.stringify(result));
}

function parse(text: string): Json | undefined {
  return text === "" ? undefined : JSON.parse(text);
}
