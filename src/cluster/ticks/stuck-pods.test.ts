import { expect, test } from "vitest";
import { podSchema } from "../objects/pod.ts";
import { stuckPods } from "./stuck-pods.ts";

const now = new Date("2026-01-01T00:01:00Z");

/** A pod of a tick with the image of before, by the state of its container. */
function pod(name: string, state: object, { image = "old", phase = "Pending", ...more }: Record<string, string> = {}) {
  return podSchema.parse({
    metadata: {
      name,
      creationTimestamp: "2026-01-01T00:00:58Z",
      // One that somebody has made by hand has no Job that could go.
      labels: name === "by-hand" ? {} : { "batch.kubernetes.io/job-name": name },
      ...more,
    },
    // What a platform puts beside it may come first.
    spec: {
      containers: [
        { name: "proxy", image: "mesh" },
        { name: "trigger", image },
      ],
    },
    status: { phase, containerStatuses: [{ name: "trigger", state, lastState: {} }] },
  });
}

const waiting = (reason: string, message = "") => ({ waiting: { reason, message } });
const pods = [
  pod("creating", waiting("ContainerCreating")),
  pod("refused", waiting("ErrImagePull", "not found")),
  pod("by-hand", waiting("ErrImagePull", "not found")),
  pod("of-today", waiting("ErrImagePull", "not found"), { image: "new" }),
  pod("running", { running: {} }, { phase: "Running" }),
  pod("ended", { terminated: { exitCode: 1 } }, { phase: "Failed" }),
  pod("going", waiting("ErrImagePull", "not found"), { deletionTimestamp: "2026-01-01T00:00:59Z" }),
];
const stuck = (goingBack: boolean) =>
  stuckPods(pods, { image: "new", goingBack, now }).map(({ metadata }) => metadata.name);

test("after a deploy a tick of the image before is stuck when it has no hope: another may be about to start", () => {
  expect(stuck(false)).toEqual(["refused"]);
});

test("after a way back each tick of another image is stuck that has not started; none that has", () => {
  expect(stuck(true)).toEqual(["creating", "refused"]);
});
