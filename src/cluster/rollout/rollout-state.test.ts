import { expect, test } from "vitest";
import { deploymentSchema } from "../objects/deployment.ts";
import { rolloutState } from "./rollout-state.ts";

function deployment(status: object, generation = 2) {
  return deploymentSchema.parse({
    metadata: { name: "hello", generation },
    spec: { replicas: 2, template: { spec: { containers: [] } } },
    status,
  });
}

const full = { observedGeneration: 2, replicas: 2, updatedReplicas: 2, readyReplicas: 2, availableReplicas: 2 };

test("all replicas new and available: done", () => {
  expect(rolloutState(deployment(full))).toEqual({ seen: true, done: true });
});

test("ready replicas of the generation before do not count", () => {
  expect(rolloutState(deployment({ ...full, observedGeneration: 1 })).done).toBe(false);
});

test("while an old replica still serves it is not done", () => {
  expect(rolloutState(deployment({ ...full, replicas: 3 })).done).toBe(false);
});

test("a refused pod is trouble in the words of the cluster", () => {
  const conditions = [{ type: "ReplicaFailure", status: "True", reason: "FailedCreate", message: "exceeded quota" }];
  const state = rolloutState(deployment({ observedGeneration: 2, conditions }));
  expect(state.trouble).toEqual({ reason: "FailedCreate", message: "exceeded quota" });
});

test("a passed progress deadline is trouble", () => {
  const reason = "ProgressDeadlineExceeded";
  const conditions = [{ type: "Progressing", status: "False", reason, message: "has timed out progressing" }];
  expect(rolloutState(deployment({ observedGeneration: 2, conditions })).trouble?.reason).toBe(reason);
});
