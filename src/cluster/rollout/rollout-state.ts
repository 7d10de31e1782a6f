import type { Deployment } from "../objects/deployment.ts";
import type { Trouble } from "./trouble.ts";

/** How far a Deployment has come: seen by its controller, done, or in trouble of its own. */
export type RolloutState = { seen: boolean; done: boolean; trouble?: Trouble };

/** Reads a Deployment as `kubectl rollout status` does: ready replicas alone may still be those of before. */
export function rolloutState({ metadata, spec, status }: Deployment): RolloutState {
  const seen = status.observedGeneration >= metadata.generation;
  const done =
    seen &&
    status.updatedReplicas >= spec.replicas &&
    status.replicas <= status.updatedReplicas &&
    status.availableReplicas >= status.updatedReplicas;
  const trouble = seen && !done ? troubleOf(status.conditions) : undefined;
  return { seen, done, ...(trouble ? { trouble } : {}) };
}

function troubleOf(conditions: Deployment["status"]["conditions"]): Trouble | undefined {
  const failure = conditions.find(({ type, status }) => type === "ReplicaFailure" && status === "True");
  if (failure) return { reason: failure.reason, message: failure.message };
  const stuck = conditions.find(
    ({ type, status, reason }) => type === "Progressing" && status === "False" && reason === "ProgressDeadlineExceeded",
  );
  return stuck && { reason: stuck.reason, message: stuck.message };
}
