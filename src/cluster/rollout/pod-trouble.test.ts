import { expect, test } from "vitest";
import { podSchema } from "../objects/pod.ts";
import { podTrouble } from "./pod-trouble.ts";

const since = new Date("2026-01-01T00:00:00Z");
const patience = { since, now: new Date("2026-01-01T00:00:20Z"), unschedulableMs: 60_000 };

function pod(engine: object, more: object = {}) {
  const status = { phase: "Running", containerStatuses: [{ name: "engine", ...engine }], ...more };
  return podSchema.parse({ metadata: { name: "hello-1" }, spec: { containers: [{ name: "engine" }] }, status });
}

test.each(["CrashLoopBackOff", "CreateContainerConfigError", "InvalidImageName"])("%s is the end of hope", (reason) => {
  const found = podTrouble(pod({ state: { waiting: { reason, message: "why" } } }), patience);
  expect(found).toEqual({ reason, message: "why", container: "engine" });
});

test.each(["ErrImagePull", "ImagePullBackOff"])(
  "%s ends hope when the registry says no, or when it lasts",
  (reason) => {
    const pull = (message: string, creationTimestamp = "2026-01-01T00:00:00Z") => {
      const pulling = pod({ state: { waiting: { reason, message } } });
      return { ...pulling, metadata: { ...pulling.metadata, creationTimestamp } };
    };
    expect(podTrouble(pull("dial tcp 10.0.0.1:5000: i/o timeout"), patience)).toBeUndefined();
    expect(podTrouble(pull("r.example/x:1: not found"), patience)?.reason).toBe(reason);
    const later = { ...patience, now: new Date("2026-01-01T00:01:00Z") };
    expect(podTrouble(pull("dial tcp 10.0.0.1:5000: i/o timeout"), later)?.reason).toBe(reason);
  },
);

test("a container that is being made is waited for", () => {
  expect(podTrouble(pod({ state: { waiting: { reason: "ContainerCreating" } } }), patience)).toBeUndefined();
});

test("the first crash counts, though the container runs again", () => {
  const crashed = { terminated: { exitCode: 78, reason: "Error", finishedAt: "2026-01-01T00:00:10Z" } };
  const found = podTrouble(pod({ restartCount: 1, state: { running: {} }, lastState: crashed }), patience);
  expect(found).toEqual({
    reason: "Crashed",
    message: 'Container "engine" ended with exit code 78',
    container: "engine",
    exitCode: 78,
  });
});

test("a crash of before this rollout is history", () => {
  const old = { terminated: { exitCode: 1, reason: "Error", finishedAt: "2025-12-31T23:00:00Z" } };
  expect(podTrouble(pod({ restartCount: 1, state: { running: {} }, lastState: old }), patience)).toBeUndefined();
});

test("running out of memory is named", () => {
  const state = { terminated: { exitCode: 137, reason: "OOMKilled", finishedAt: "2026-01-01T00:00:10Z" } };
  expect(podTrouble(pod({ state }), patience)).toMatchObject({ reason: "OOMKilled", exitCode: 137 });
});

test("a pod that fits on no node is given time, then not", () => {
  const condition = {
    type: "PodScheduled",
    status: "False",
    reason: "Unschedulable",
    message: "0/1 nodes are available",
    lastTransitionTime: "2026-01-01T00:00:00Z",
  };
  const stuck = pod({}, { phase: "Pending", containerStatuses: [], conditions: [condition] });
  expect(podTrouble(stuck, patience)).toBeUndefined();
  expect(podTrouble(stuck, { ...patience, unschedulableMs: 10_000 })).toEqual({
    reason: "Unschedulable",
    message: "0/1 nodes are available",
  });
});
