import { TentacularError } from "../../errors.ts";
import type { ExecutionResult } from "../../workflow/execution-result.ts";
import { askEngine, type EngineAnswer } from "../api/ask-engine.ts";
import type { Kube } from "../api/kube.ts";
import { findRun } from "./find-run.ts";
import { runAnswer } from "./run-answer.ts";
import type { RunRequest } from "./run-request.ts";
import { runTimeout } from "./run-timeout.ts";

/** Sends the run once. An answer that does not come is looked for, never asked for again. */
export async function runByProxy(kube: Kube, request: RunRequest): Promise<ExecutionResult> {
  const startedAt = Date.now();
  const answer = await post(kube, request).catch((error: unknown) => lostOrThrow(error, { kube, request, startedAt }));
  if (answer?.from === "engine") return runAnswer(kube, request.workflow, answer);
  request.progress.step("The answer was lost; looking for the run");
  return await findRun(kube, request, startedAt);
}

function post(kube: Kube, { workflow, input, runId, timeoutMs, signal }: RunRequest): Promise<EngineAnswer> {
  const headers = { "x-tentacular-run-id": runId, "x-tentacular-trigger": "manual" };
  return askEngine(
    kube,
    { service: workflow },
    { method: "POST", path: "/run", headers, body: input, timeoutMs, signal },
  );
}

type Posted = { kube: Kube; request: RunRequest; startedAt: number };

function lostOrThrow(error: unknown, { kube, request, startedAt }: Posted): undefined {
  if (request.signal?.aborted) throw error;
  if (Date.now() - startedAt >= request.timeoutMs) throw runTimeout(kube, request);
  if (error instanceof TentacularError && error.code === "CLUSTER-UNREACHABLE") return undefined;
  throw error;
}
