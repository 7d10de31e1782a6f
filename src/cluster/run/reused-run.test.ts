import { expect, test } from "vitest";
import { reusedRun } from "./reused-run.ts";

const startedAt = Date.parse("2026-01-01T10:00:00.500Z");
const result = {
  runId: "abc",
  success: true,
  outputs: {},
  errors: {},
  timing: { startedAt, completedAt: startedAt + 5, durationMs: 5, nodeTimings: {} },
};

test("a run that began before it was asked for is told as an earlier one, whose input was another", () => {
  const at = new Date(startedAt + 60_000);
  const began = "Run abc began at 2026-01-01T10:00:00Z, before this command: nothing was started";
  expect(reusedRun(result, { at, hasInput: false })).toBe(began);
  expect(reusedRun(result, { at, hasInput: true })).toBe(`${began}, and the input was not used`);
});

test("a run that began when it was asked for is new, though clocks are a little apart", () => {
  expect(reusedRun(result, { at: new Date(startedAt + 400), hasInput: true })).toBeUndefined();
});
