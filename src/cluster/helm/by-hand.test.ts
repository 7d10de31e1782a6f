import { expect, test } from "vitest";
import { byHand } from "./by-hand.ts";

const failed = (words: string) =>
  `level=WARN msg="upgrade failed" error="Apply failed with 1 conflict: .spec.paused"\nError: UPGRADE FAILED: conflict occurred while applying object demo/hello ${words}`;

test("what was changed by hand is named: fields, object, and the program that did it", () => {
  const one = `/v1, Kind=Service: Apply failed with 1 conflict: conflict with "kubectl-patch" using v1: .spec.ports[port=8080,protocol="TCP"].targetPort`;
  expect(byHand(failed(one))).toBe(
    '.spec.ports[port=8080,protocol="TCP"].targetPort of Service "hello" (kubectl-patch)',
  );
  const two = `apps/v1, Kind=Deployment: Apply failed with 2 conflicts: conflicts with "kubectl" using apps/v1:\n- .spec.replicas\n- .spec.strategy.type`;
  expect(byHand(failed(two))).toBe('.spec.replicas, .spec.strategy.type of Deployment "hello" (kubectl)');
});

test("words without a field say nothing", () => {
  expect(byHand("Error: something new")).toBeUndefined();
});
