import { expect, test } from "vitest";
import { networkFrom } from "../../../test/plan/network-from.ts";
import { addressesClosed } from "./addresses-closed.ts";

const system = {
  namespace: "tentacular-system",
  version: "0.2.0",
  requireContract: true,
  enforce: true,
  closedCIDRs: ["10.0.0.0/8", "203.0.113.0/24"],
  allowedCIDRs: ["10.20.0.0/16"],
};

function plan(...cidrs: string[]) {
  const contract = `contract: { version: "1", dependencies: { erp: { protocol: https, host: erp.example.com, cidrs: [${cidrs}] } } }`;
  return {
    network: networkFrom(contract, { closed: system.closedCIDRs.map((cidr) => ({ cidr, reason: "the platform" })) }),
  };
}

test("where admission binds, a declared range that the platform closes stands in the way, with what is allowed", () => {
  const [problem, ...more] = addressesClosed(plan("10.9.0.0/24", "203.0.113.7/32", "198.51.100.0/24"), system);
  expect(more).toEqual([]);
  expect(problem).toEqual({
    code: "ADDRESSES-CLOSED",
    message: 'The platform keeps "10.9.0.0/24", "203.0.113.7/32" closed to workflows (contract.dependencies.erp)',
    remedy: expect.stringContaining("policies.allowedCIDRs (allowed are 10.20.0.0/16)"),
  });
});

test.each([
  ["what the platform allows", ["10.20.3.0/24"]],
  ["what is open anyway", ["198.51.100.0/24"]],
  ["a wider range, which leaves the closed one out", ["203.0.0.0/8"]],
])("nothing stands in the way of %s", (_, cidrs) => {
  expect(addressesClosed(plan(...cidrs), system)).toEqual([]);
});

test("where it does not bind, the contract has its way", () => {
  expect(addressesClosed(plan("10.9.0.0/24"), undefined)).toEqual([]);
});
