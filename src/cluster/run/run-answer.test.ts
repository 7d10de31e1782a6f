import { expect, test } from "vitest";
import { runAnswer } from "./run-answer.ts";

const kube = { here: (command: string) => `${command} -n team` };
const timing = { startedAt: 1, completedAt: 3, durationMs: 2 };
const result = {
  runId: "r",
  success: false,
  outputs: {},
  errors: { a: "boom" },
  timing: { ...timing, nodeTimings: {} },
};

test("a failed run is an answer", () => {
  expect(runAnswer(kube, "hello", { status: 500, body: JSON.stringify(result) })).toEqual(result);
});

test("what was turned away keeps the engine's words and says that nothing ran", () => {
  const body = JSON.stringify({ error: { code: "QUEUE-FULL", message: "Queue is full", remedy: "Wait" } });
  expect(() => runAnswer(kube, "hello", { status: 429, body })).toThrow(
    expect.objectContaining({
      code: "WORKFLOW-BUSY",
      message: 'Workflow "hello" did not run: Queue is full',
      remedy: "Wait",
    }),
  );
});

test.each([
  [400, "RUN-INPUT-INVALID"],
  [413, "RUN-INPUT-TOO-LARGE"],
  [503, "WORKFLOW-NOT-READY"],
  [500, "ENGINE-ANSWER-UNKNOWN"],
])("status %i without a result is %s", (status, code) => {
  expect(() => runAnswer(kube, "hello", { status, body: "no JSON" })).toThrow(expect.objectContaining({ code }));
});

test("what did not run is looked at where it is", () => {
  expect(() => runAnswer(kube, "hello", { status: 503, body: "no JSON" })).toThrow(
    expect.objectContaining({
      remedy: "The run was not started; look at the workflow with tntc status hello -n team",
    }),
  );
});
