import { setTimeout as sleep } from "node:timers/promises";
import { TentacularError } from "../../errors.ts";
import { type ExecutionResult, executionResult } from "../../workflow/execution-result.ts";
import { askEngine } from "../api/ask-engine.ts";
import type { Kube } from "../api/kube.ts";
import { type Known, knownBy } from "./known-by.ts";
import type { RunRequest } from "./run-request.ts";
import { runTimeout } from "./run-timeout.ts";

const lookEveryMs = 500;
const unknownForMs = 5000;

/**
 * The result of a run whose answer was lost on the way: asked of every pod until it has ended. Asking starts nothing.
 *
 * @throws {TentacularError} `RUN-LOST` (unreachable) when no pod knows it, `RUN-TIMEOUT` (timeout)
 */
export async function findRun(kube: Kube, request: RunRequest, startedAt: number): Promise<ExecutionResult> {
  let knownAt = Date.now();
  while (Date.now() - startedAt < request.timeoutMs) {
    const known = await knownBy(kube, request);
    const finished = known.find(({ record }) => record.state === "finished");
    if (finished) return await resultOf(kube, request, finished);
    if (known.length > 0) knownAt = Date.now();
    if (Date.now() - knownAt > unknownForMs) throw lost(kube, request);
    await sleep(lookEveryMs, undefined, request.signal ? { signal: request.signal } : {});
  }
  throw runTimeout(kube, request);
}

/** The very answer that was lost; what `/runs/<id>` shows of it is cut when it is long. */
async function resultOf(
  kube: Kube,
  { workflow, runId, signal, timeoutMs }: RunRequest,
  { target, record: { success, result } }: Known,
): Promise<ExecutionResult> {
  const whole = await askEngine(kube, target, { path: `/runs/${runId}/result`, timeoutMs, signal });
  const found = [whole.from === "engine" ? () => JSON.parse(whole.body) : () => undefined, () => result];
  for (const read of found) {
    const parsed = executionResult.safeParse(read());
    if (parsed.success) return parsed.data;
  }
  throw new TentacularError(`Run "${runId}" has ${success ? "succeeded" : "failed"}, but its result was lost`, {
    code: "RUN-RESULT-LOST",
    remedy: `The engine remembers only so much; see what happened: ${kube.here(`tntc logs ${workflow}`)}`,
    exit: "unreachable",
    result: { runId, success },
  });
}

function lost(kube: Kube, { workflow, runId }: RunRequest): TentacularError {
  return new TentacularError(`The answer of run "${runId}" was lost, and no pod of "${workflow}" knows the run`, {
    code: "RUN-LOST",
    remedy: `It did not start, or its pod is gone; before you run it again see: ${kube.here(`tntc logs ${workflow}`)}`,
    exit: "unreachable",
    result: { runId },
  });
}
