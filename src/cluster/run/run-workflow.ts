import type { ExecutionResult } from "../../workflow/execution-result.ts";
import type { Kube } from "../api/kube.ts";
import { findWay } from "./find-way.ts";
import { runByExec } from "./run-by-exec.ts";
import { runByProxy } from "./run-by-proxy.ts";
import type { RunRequest } from "./run-request.ts";

/** Runs a deployed workflow once and waits for its result. A run that fails is a result too. */
export async function runWorkflow(kube: Kube, request: RunRequest): Promise<ExecutionResult> {
  const way = await findWay(kube, request.workflow);
  request.progress.step(`Running ${request.workflow} (${request.runId})`);
  if (way.by === "proxy") return await runByProxy(kube, request);
  request.progress.debug(`By exec, because ${way.because}`);
  return await runByExec(kube, request);
}
