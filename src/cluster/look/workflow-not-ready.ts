import { TentacularError } from "../../errors.ts";
import type { Kube } from "../api/kube.ts";

/** The error for a workflow that is there but has no pod that serves. */
export function workflowNotReady(kube: Kube, workflow: string): TentacularError {
  return new TentacularError(`Workflow "${workflow}" has no pod that is ready`, {
    code: "WORKFLOW-NOT-READY",
    remedy: `See why with: ${kube.here(`tntc status ${workflow} --detail`)}`,
    exit: "unreachable",
  });
}
