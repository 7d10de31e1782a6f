import { expect, test } from "vitest";
import { age } from "./age.ts";

test.each([
  ["2026-01-01T00:00:00Z", "2026-01-01T00:00:12Z", "12s"],
  ["2026-01-01T00:00:00Z", "2026-01-01T00:05:30Z", "5m"],
  ["2026-01-01T00:00:00Z", "2026-01-01T03:00:00Z", "3h"],
  ["2026-01-01T00:00:00Z", "2026-01-03T05:00:00Z", "2d"],
  ["2026-01-01T00:00:05Z", "2026-01-01T00:00:00Z", "0s"],
  ["never", "2026-01-01T00:00:00Z", ""],
])("from %s to %s is %s", (at, now, expected) => {
  expect(age(at, new Date(now))).toBe(expected);
});
