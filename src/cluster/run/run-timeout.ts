import { TentacularError } from "../../errors.ts";
import type { Kube } from "../api/kube.ts";
import type { RunRequest } from "./run-request.ts";

/** The error of a run that takes longer than we were told to wait. It is not stopped. */
export function runTimeout(kube: Kube, { workflow, runId, timeoutMs }: RunRequest): TentacularError {
  return new TentacularError(`Run "${runId}" of "${workflow}" has not ended within ${timeoutMs / 1000} s; it goes on`, {
    code: "RUN-TIMEOUT",
    remedy: `Wait for the same run with: ${kube.here(`tntc run ${workflow} --run-id ${runId} --timeout 10m`)}`,
    exit: "timeout",
    result: { runId },
  });
}
