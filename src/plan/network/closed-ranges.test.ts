import { describe, expect, test } from "vitest";
import { networkFrom } from "../../../test/plan/network-from.ts";
import { passes } from "../../../test/plan/passes.ts";
import type { NetworkOptions } from "./network-of.ts";

const contract = (inside: string) => `contract:\n  version: "1"\n${inside}`;
const one = (dependency: string) => contract(`  dependencies: { it: ${dependency} }\n`);
/** What is opened besides DNS. */
const opened = (yaml: string, options: NetworkOptions = {}) => networkFrom(yaml, options).egress.slice(1);

describe("what the platform closes besides", () => {
  const closed = ["198.51.100.0/24", "10.0.0.0/8", "2001:db8:1::/48"].map((cidr) => ({ cidr, reason: "the platform" }));

  test.each([
    ["a public host", one("{ protocol: https, host: api.example.com }")],
    ["a workflow without a contract", ""],
    ["a range that is wider", one("{ protocol: https, type: dynamic-target, cidr: 0.0.0.0/0, dynPorts: [443] }")],
    ["further ways out", contract("  networkPolicy: { additionalEgress: [{ toCIDR: 198.0.0.0/8, ports: [443] }] }\n")],
    ["several servers of a queue", `config: { nats_url: "nats://a.example.com" }\n${contract("")}`],
  ])("is left out of %s", (_, yaml) => {
    const to = opened(yaml, { closed }).flatMap((rule) => rule.to);
    expect(passes(opened(yaml)[0]?.to ?? [], "198.51.100.7")).toBe(true);
    expect(passes(to, "198.51.100.7")).toBe(false);
    expect(passes(to, "2001:db8:1::7")).toBe(false);
    expect(passes(to, "198.51.101.7")).toBe(true);
  });

  test("is left out of mirrors of packages with public names", () => {
    const modules = { mode: "mirror" as const, packages: [], registries: { npm: "https://npm.example.com" } };
    expect(passes(opened(contract(""), { closed, modules })[0]?.to ?? [], "198.51.100.7")).toBe(false);
  });

  test("is told with its reason, but for what no public host has anyway", () => {
    expect(networkFrom(contract(""), { closed }).closed).toEqual([closed[0], closed[2]]);
    expect(networkFrom(contract(""), { closed: closed.slice(1, 2) })).toEqual(networkFrom(contract("")));
  });

  test("leaves a range that was declared within it as it is, for preflight to judge", () => {
    const [rule] = opened(one("{ protocol: https, host: a.example.com, cidrs: [198.51.100.0/28] }"), { closed });
    expect(rule?.to).toEqual([{ cidr: "198.51.100.0/28" }]);
  });

  test("takes the place of narrower ranges in it, as each range may stand in a policy once", () => {
    const wide = [{ cidr: "192.0.0.0/8", reason: "the platform" }];
    const [rule] = opened(one("{ protocol: https, host: a.example.com }"), { closed: [...wide, ...wide] });
    const except = rule?.to.flatMap((peer) => ("except" in peer ? (peer.except ?? []) : [])) ?? [];
    expect(except.filter((cidr) => cidr.startsWith("192."))).toEqual(["192.0.0.0/8"]);
  });
});
