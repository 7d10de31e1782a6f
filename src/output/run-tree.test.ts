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
