import { expect, test } from "vitest";
import type { WorkflowStatus } from "../cluster/look/workflow-status.ts";
import { statusView } from "./status-view.ts";

const now = new Date("2026-01-01T01:00:00Z");
const status: WorkflowStatus = {
  name: "hello",
  namespace: "demo",
  context: "kind",
  version: "1.0",
  status: "ready",
  ready: true,
  replicas: 1,
  available: 1,
  revision: 3,
  rollout: "settled",
  code: "abc",
  digest: "sha256:abc",
  deployedAt: "2026-01-01T00:55:00Z",
  schedules: [],
};

test("one fact a line, and none without a value", () => {
  expect(statusView(status, now)).toBe(
    [
      "Workflow:  hello",
      "Version:   1.0",
      "Namespace: demo",
      "Context:   kind",
      "Status:    ready",
      "Replicas:  1/1",
      "Revision:  3, 5m ago",
      "Code:      sha256:abc",
    ].join("\n"),
  );
});

test("schedules, the last run and the reason for not being ready are said when there are any", () => {
  const lastRun = {
    runId: "r1",
    state: "finished" as const,
    trigger: "cron",
    success: false,
    createdAt: now.getTime() - 60_000,
    durationMs: 104,
  };
  const schedules = [{ name: "hello-cron", schedule: "0 9 * * *", timezone: "Europe/Berlin", suspended: true }];
  const view = statusView({ ...status, status: "not ready", message: "p: Crashed", schedules, lastRun }, now);
  expect(view).toContain("Why:       p: Crashed\n");
  expect(view).toContain("Schedule:  0 9 * * * Europe/Berlin (suspended)\n");
  expect(view).toContain("Last run:  failed in 104 ms, 60s ago, by cron (r1)");
});

test("while an earlier version serves, it is named, and what became of the newest", () => {
  const serving = { revision: 2, version: "0.9", code: "def" };
  const waiting = { ...status, status: "not ready" as const, rollout: "started", serving };
  expect(statusView(waiting, now)).toContain("Serves:    0.9 (revision 2), while 1.0 (revision 3) does not yet\n");
  const failed = { ...waiting, rollout: "failed" };
  expect(statusView(failed, now)).toContain("Serves:    0.9 (revision 2), while 1.0 (revision 3) failed\n");
  const changed = { ...waiting, serving: { ...serving, revision: 3 } };
  expect(statusView(changed, now)).toContain(
    "Serves:    1.0 as it was deployed, while what was changed since does not",
  );
});

test("a newest revision that is not what is deployed is a line of its own", () => {
  const newest = {
    revision: 4,
    version: "1.1",
    code: "def",
    status: "failed",
    rollout: "",
    at: "2026-01-01T00:59:00Z",
  };
  const line = (more: Partial<WorkflowStatus>) =>
    /^Newest: +(.*)$/m.exec(statusView({ ...status, newest, ...more }, now))?.[1];
  expect(line({})).toBe("revision 4 (1.1) failed 60s ago; what is deployed is revision 3");
  expect(line({ revision: 4 })).toBe("revision 4 (1.1) failed 60s ago; its code is deployed, the rest may not be");
  const pending = { ...newest, status: "pending-upgrade" };
  expect(line({ newest: pending })).toBe("revision 4 (1.1) was begun 60s ago and has not come to its end");
  const forgotten = { newest: { ...newest, status: "superseded" }, revision: 0 };
  expect(line(forgotten)).toBe("revision 4 (1.1); what is deployed is none that Helm keeps");
  expect(statusView({ ...status, ...forgotten }, now)).toContain(
    "Revision:  unknown: Helm keeps none with this code\n",
  );
});

test("a tick that cannot start is said in the line of its schedule, with what removes it", () => {
  const stuck = {
    job: "hello-cron-1",
    reason: "ErrImagePull",
    message: "not found",
    remedy: "kubectl delete job hello-cron-1",
  };
  const schedules = [
    { name: "hello-cron", schedule: "* * * * *", suspended: false, lastAt: "2026-01-01T00:59:00Z", stuck },
  ];
  expect(statusView({ ...status, schedules }, now)).toContain(
    "Schedule:  * * * * *, last 60s ago; its tick hello-cron-1 cannot start, and until it ends there is no other: " +
      "ErrImagePull: not found; remedy: kubectl delete job hello-cron-1",
  );
});
