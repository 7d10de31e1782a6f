import type { Deployment } from "../objects/deployment.ts";
import type { ReleaseRevision } from "../release/release-revision.ts";
import { rolloutState } from "../rollout/rollout-state.ts";

/**
 * One word for a workflow: "pending" while Helm is at it or was killed at it, "missing" when the release has no
 * Deployment, "stopped" when it is scaled to nothing.
 */
export type WorkflowState = "ready" | "not ready" | "pending" | "missing" | "stopped";

/** Reads the state of a workflow off its Deployment, and off its release where there is no Deployment. */
export function workflowState(deployment: Deployment | undefined, release: ReleaseRevision | undefined): WorkflowState {
  if (release?.status.startsWith("pending-")) return "pending";
  if (deployment === undefined) return "missing";
  if (deployment.spec.replicas === 0) return "stopped";
  return rolloutState(deployment).done ? "ready" : "not ready";
}
