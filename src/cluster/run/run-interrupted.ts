import { TentacularError } from "../../errors.ts";
import type { Kube } from "../api/kube.ts";
import type { RunRequest } from "./run-request.ts";

/** The error for somebody who does not wait for the end of a run. It is not stopped. */
export function runInterrupted(kube: Kube, { workflow, runId }: RunRequest): TentacularError {
  return new TentacularError(`Interrupted; run "${runId}" of "${workflow}" goes on`, {
    code: "INTERRUPTED",
    remedy: `Wait for the same run with: ${kube.here(`tntc run ${workflow} --run-id ${runId}`)}`,
    exit: "interrupted",
    result: { runId },
  });
}
