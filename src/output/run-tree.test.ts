import { expect, test } from "vitest";
import { paintFor } from "./paint.ts";
import { runTree } from "./run-tree.ts";

test("nodes stand in the order in which they began, failed ones with their error", () => {
  const timing = (startedAt: number, durationMs: number) => ({
    startedAt,
    completedAt: startedAt + durationMs,
    durationMs,
  });
  const nodeTimings = { store: timing(20, 1500), pull: timing(1, 12) };
  const result = {
    runId: "r",
    success: false,
    outputs: {},
    errors: { store: "boom" },
    timing: { ...timing(1, 1520), nodeTimings },
  };
  expect(runTree(result, paintFor({}, {}))).toBe("├─ ✓ pull     12 ms\n└─ ✗ store    1.5 s  boom");
});

test("an error of several lines stands below its node", () => {
  const at = { startedAt: 1, completedAt: 13, durationMs: 12 };
  const errors = { pull: "Refused\nAdd to workflow.yaml:\n  lines" };
  const result = { runId: "r", success: false, outputs: {}, errors, timing: { ...at, nodeTimings: { pull: at } } };
  const shown = "└─ ✗ pull    12 ms  Refused\n     Add to workflow.yaml:\n       lines";
  expect(runTree(result, paintFor({}, {}))).toBe(shown);
});
