import type { ExecutionResult } from "../../workflow/execution-result.ts";
import type { Kube } from "../api/kube.ts";
import { findWay } from "./find-way.ts";
import { runByExec } from "./run-by-exec.ts";
import { runByProxy } from "./run-by-proxy.ts";
import { runInterrupted } from "./run-interrupted.ts";
import type { RunRequest } from "./run-request.ts";
import { withFailures } from "./with-failures.ts";

/** Runs a deployed workflow once and waits for its result. A run that fails is a result too. */
export async function runWorkflow(kube: Kube, request: RunRequest): Promise<ExecutionResult> {
  const way = await findWay(kube, request.workflow);
  request.progress.step(`Running ${request.workflow} (${request.runId})`);
  if (way.by === "proxy") return await unlessInterrupted(kube, request, askedByProxy(kube, request));
  request.progress.debug(`By exec, because ${way.because}`);
  return await unlessInterrupted(kube, request, runByExec(kube, request));
}

async function askedByProxy(kube: Kube, request: RunRequest): Promise<ExecutionResult> {
  const result = await runByProxy(kube, request);
  return result.success ? result : await withFailures(kube, request, result);
}

/** From here on an interrupt ends the waiting, but not the run. */
async function unlessInterrupted<T>(kube: Kube, request: RunRequest, running: Promise<T>): Promise<T> {
  const { promise: interrupted, reject } = Promise.withResolvers<never>();
  const leave = () => reject(runInterrupted(kube, request));
  request.signal?.addEventListener("abort", leave);
  try {
    return await Promise.race([running, interrupted]);
  } finally {
    request.signal?.removeEventListener("abort", leave);
  }
}
