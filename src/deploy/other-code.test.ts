import { expect, test } from "vitest";
import type { ReleaseRevision } from "../cluster/release/release-revision.ts";
import { otherCode } from "./other-code.ts";

const revision = (number: number, more: Partial<ReleaseRevision>): ReleaseRevision => ({
  workflow: "hello",
  namespace: "team",
  revision: number,
  status: "superseded",
  version: "1.0",
  code: "aaaaaaaaaaaa",
  rollout: "settled",
  at: "2026-01-01T00:00:00.000Z",
  ...more,
});
const next = { version: "1.0", digest: "sha256:bbbbbbbbbbbbbbbb" };

test("the newest revision of the same version counts, when its code is another", () => {
  expect(otherCode([revision(2, {}), revision(1, {})], next)?.revision).toBe(2);
  const same = revision(2, { code: "bbbbbbbbbbbb" });
  expect(otherCode([same, revision(1, {})], next), "already deployed").toBeUndefined();
});

test("a revision of another version stands between them in vain, as after a rollback", () => {
  expect(otherCode([revision(2, { version: "0.9" }), revision(1, {})], next)?.revision).toBe(1);
});

test("what never served is no version, so mending it needs no new one", () => {
  expect(otherCode([revision(1, { rollout: "failed" })], next)).toBeUndefined();
  expect(otherCode([revision(1, { rollout: "started" })], next)).toBeUndefined();
  expect(otherCode([], next)).toBeUndefined();
});
