import { expect, test } from "vitest";
import type { ReleaseRevision } from "../release/release-revision.ts";
import { shownRevision } from "./shown-revision.ts";

const revisions = [
  { revision: 7, code: "c", status: "failed" },
  { revision: 6, code: "b", status: "pending-upgrade" },
  { revision: 5, code: "b", status: "deployed" },
  { revision: 4, code: "a", status: "superseded" },
].map((each): ReleaseRevision => {
  return { workflow: "hello", namespace: "demo", version: "1.0", rollout: "", at: "2026-01-01T00:00:00Z", ...each };
});

test.each([
  ["the deployed one, of several with this code", "b", 5],
  ["one that failed, when pods are made of its code", "c", 7],
  ["an earlier one, when pods were taken back to its code by hand", "a", 4],
  ["the deployed one, when no Deployment says", "", 5],
  ["none, when Helm has forgotten it", "d", undefined],
])("a Deployment is of %s", (_, code, revision) => {
  expect(shownRevision(revisions, code)?.revision).toBe(revision);
});
