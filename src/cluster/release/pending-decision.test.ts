import { expect, test } from "vitest";
import { pendingDecision } from "./pending-decision.ts";
import type { ReleaseRevision } from "./release-revision.ts";

function revisions(...statuses: [status: string, rollout: string][]): ReleaseRevision[] {
  return statuses.map(([status, rollout], index) => ({
    workflow: "hello",
    namespace: "demo",
    revision: statuses.length - index,
    status,
    version: "1.0",
    code: "abc",
    rollout,
    at: "2026-01-01T00:00:00Z",
  }));
}

test("a release that nobody left half done is left alone", () => {
  expect(pendingDecision([])).toEqual({ do: "nothing" });
  expect(pendingDecision(revisions(["deployed", "settled"]))).toEqual({ do: "nothing" });
  expect(pendingDecision(revisions(["failed", "failed"], ["deployed", "settled"]))).toEqual({ do: "nothing" });
});

test("an interrupted upgrade goes back to the newest revision that was seen serving", () => {
  const found = revisions(["pending-upgrade", "started"], ["deployed", "started"], ["superseded", "settled"]);
  expect(pendingDecision(found)).toEqual({ do: "rollback", to: 1 });
});

test("an interrupted rollback goes back too, past revisions that failed", () => {
  const found = revisions(["pending-rollback", ""], ["superseded", "failed"], ["superseded", "settled"]);
  expect(pendingDecision(found)).toEqual({ do: "rollback", to: 1 });
});

test("an interrupted first install is uninstalled", () => {
  expect(pendingDecision(revisions(["pending-install", "started"]))).toEqual({ do: "uninstall" });
  expect(pendingDecision(revisions(["pending-upgrade", "started"], ["failed", "failed"]))).toEqual({ do: "uninstall" });
});
