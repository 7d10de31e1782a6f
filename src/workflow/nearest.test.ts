import { expect, test } from "vitest";
import { nearest } from "./nearest.ts";

test.each([
  ["shedule", "schedule"],
  ["trigers", "triggers"],
  ["nmae", "name"],
  ["Name", "name"],
  ["contarct", "contract"],
])("%s is probably %s", (written, meant) => {
  expect(nearest(written, ["name", "schedule", "triggers", "contract"])).toBe(meant);
});

test.each(["parallelism", "x", "x".repeat(100_000)])("nobody knows what %.12s was to be", (written) => {
  expect(nearest(written, ["name", "schedule", "triggers"])).toBeUndefined();
});
