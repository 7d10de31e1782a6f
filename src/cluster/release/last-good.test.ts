import { expect, test } from "vitest";
import { lastGood } from "./last-good.ts";
import type { ReleaseRevision } from "./release-revision.ts";

const revision = (number: number, status: string, rollout: string): ReleaseRevision => ({
  workflow: "hello",
  namespace: "demo",
  revision: number,
  status,
  version: "1.0",
  code: "0123456789ab",
  rollout,
  at: "2026-01-01T00:00:00Z",
});

test("the newest revision that was seen serving goes before newer ones that were not", () => {
  const revisions = [
    revision(4, "failed", "started"),
    revision(3, "deployed", "started"),
    revision(2, "superseded", "settled"),
    revision(1, "superseded", "settled"),
  ];
  expect(lastGood(revisions)?.revision).toBe(2);
});

test("where none was seen serving, what Helm has applied will do, unless it failed", () => {
  const revisions = [revision(3, "superseded", "failed"), revision(2, "superseded", ""), revision(1, "superseded", "")];
  expect(lastGood(revisions)?.revision).toBe(2);
});

test("a release that never worked has nothing to go back to", () => {
  expect(lastGood([])).toBeUndefined();
  expect(lastGood([revision(2, "superseded", "failed"), revision(1, "pending-install", "started")])).toBeUndefined();
});
