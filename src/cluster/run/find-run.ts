import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { TentacularError } from "../../errors.ts";
import { type ExecutionResult, executionResult } from "../../workflow/execution-result.ts";
import { askEngine, type EngineAnswer } from "../api/ask-engine.ts";
import type { Kube } from "../api/kube.ts";
import { enginePods } from "../objects/engine-pods.ts";
import type { RunRequest } from "./run-request.ts";
import { runTimeout } from "./run-timeout.ts";

const lookEveryMs = 500;
const unknownForMs = 5000;
const record = z.object({ state: z.string(), success: z.boolean().optional(), result: z.unknown().optional() });

/**
 * The result of a run whose answer was lost on the way: asked of every pod until it has ended. Asking starts nothing.
 *
 * @throws {TentacularError} `RUN-LOST` (unreachable) when no pod knows it, `RUN-TIMEOUT` (timeout)
 */
export async function findRun(kube: Kube, request: RunRequest, startedAt: number): Promise<ExecutionResult> {
  let knownAt = Date.now();
  while (Date.now() - startedAt < request.timeoutMs) {
    const answers = await askAll(kube, request);
    const result = answers.map((each) => resultOf(each, request.runId)).find((each) => each !== undefined);
    if (result !== undefined) return result;
    if (answers.some(({ from, status }) => from === "engine" && status === 200)) knownAt = Date.now();
    if (Date.now() - knownAt > unknownForMs) throw lost(request);
    await sleep(lookEveryMs, undefined, request.signal ? { signal: request.signal } : {});
  }
  throw runTimeout(request);
}

async function askAll(kube: Kube, { workflow, runId, signal }: RunRequest): Promise<EngineAnswer[]> {
  const ask = { path: `/runs/${runId}`, timeoutMs: 5000, signal };
  const pods = await enginePods(kube, workflow).catch(() => []);
  const targets = [
    { service: workflow },
    ...(pods.length > 1 ? pods.map(({ metadata }) => ({ pod: metadata.name })) : []),
  ];
  const asked = await Promise.allSettled(targets.map((target) => askEngine(kube, target, ask)));
  return asked.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
}

function resultOf({ from, status, body }: EngineAnswer, runId: string): ExecutionResult | undefined {
  if (from !== "engine" || status !== 200) return undefined;
  const found = record.parse(JSON.parse(body));
  if (found.state !== "finished") return undefined;
  const result = executionResult.safeParse(found.result);
  if (result.success) return result.data;
  throw new TentacularError(`Run "${runId}" has ${found.success ? "succeeded" : "failed"}, but its result was lost`, {
    code: "RUN-RESULT-LOST",
    remedy: "Results that are long can only be had with the answer itself; see tntc logs for what happened",
    exit: "unreachable",
    result: { runId, success: found.success },
  });
}

function lost({ workflow, runId }: RunRequest): TentacularError {
  return new TentacularError(`The answer of run "${runId}" was lost, and no pod of "${workflow}" knows the run`, {
    code: "RUN-LOST",
    remedy: "It did not start, or its pod is gone; see tntc logs before you run it again",
    exit: "unreachable",
    result: { runId },
  });
}
