import { expect, test } from "vitest";
import { leaseDecision } from "./lease-decision.ts";
import type { LeaseState } from "./lease-state.ts";

const lease: LeaseState = {
  uid: "u",
  resourceVersion: "1",
  holder: "ada@desk-1",
  since: "2026-01-01T00:00:00Z",
  renewedAt: "2026-01-01T00:00:00.000000Z",
  durationSeconds: 15,
};
const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds));

test("a lease that has not expired is waited for: its holder may be dead", () => {
  expect(leaseDecision(lease, lease, at(14))).toBe("wait");
});

test("an expired lease is taken over", () => {
  expect(leaseDecision(lease, lease, at(15))).toBe("take");
});

test("a lease that was renewed while we looked is held by somebody alive, expired or not", () => {
  expect(leaseDecision(lease, { ...lease, renewedAt: "2026-01-01T00:00:05.000000Z" }, at(6))).toBe("held");
  expect(leaseDecision(lease, { ...lease, renewedAt: "2026-01-01T00:00:05.000000Z" }, at(60))).toBe("held");
});

test("a lease that was released or went to a third while we looked means that we lost", () => {
  expect(leaseDecision(lease, undefined, at(6))).toBe("held");
  expect(leaseDecision(lease, { ...lease, holder: "bob@desk-2" }, at(20))).toBe("held");
});
