import type { ExecutionResult } from "../../workflow/execution-result.ts";
import type { Kube } from "../api/kube.ts";
import { knownBy } from "./known-by.ts";
import type { RunRequest } from "./run-request.ts";

/** A failed run with the places of its errors. A pod that can no longer be asked takes nothing from the result itself. */
export async function withFailures(kube: Kube, request: RunRequest, result: ExecutionResult): Promise<ExecutionResult> {
  const known = await knownBy(kube, request).catch(() => []);
  const failures = known.find(({ record }) => record.failures !== undefined)?.record.failures;
  return failures === undefined ? result : { ...result, failures };
}
