import { expect, test } from "vitest";
import { networkFrom } from "../../../test/plan/network-from.ts";
import { portsUnnamed } from "./ports-unnamed.ts";

const system = { namespace: "tentacular-system", version: "0.2.0", requireContract: true, enforce: true };

const plan = (way: string) => ({
  network: networkFrom(
    `contract: { version: "1", dependencies: {}, networkPolicy: { additionalEgress: [${way}, { toCIDR: 198.51.100.0/24, ports: [443/TCP] }] } }`,
  ),
});
const anyPort = plan("{ toCIDR: 203.0.113.0/24 }");

test("where admission binds, a way out on any port stands in the way, and where to name them is said", () => {
  expect(portsUnnamed(anyPort, system)).toEqual([
    {
      code: "PORTS-UNNAMED",
      message:
        "The platform opens no way out on any port, and none is named (contract.networkPolicy.additionalEgress[0])",
      remedy: "Name each at contract.networkPolicy.additionalEgress[0] in workflow.yaml, e.g. ports: [443/TCP]",
    },
  ]);
});

test("a way out on named ports does not, nor any where nothing binds", () => {
  expect(portsUnnamed(plan("{ toCIDR: 203.0.113.0/24, ports: [8443/TCP] }"), system)).toEqual([]);
  expect(portsUnnamed(anyPort, undefined)).toEqual([]);
});
