import { TentacularError } from "../../errors.ts";

/** The error for a workflow that is there but has no pod that serves. */
export function workflowNotReady(workflow: string): TentacularError {
  return new TentacularError(`Workflow "${workflow}" has no pod that is ready`, {
    code: "WORKFLOW-NOT-READY",
    remedy: `See why with: tntc status ${workflow} --detail`,
    exit: "unreachable",
  });
}
