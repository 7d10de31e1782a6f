import { describe, expect, test } from "vitest";
import { networkFrom } from "../../../test/plan/network-from.ts";
import { passes } from "../../../test/plan/passes.ts";
import type { NetworkOptions } from "./network-of.ts";

const contract = (inside: string) => `contract:\n  version: "1"\n${inside}`;
const one = (dependency: string) => contract(`  dependencies: { it: ${dependency} }\n`);
/** What is opened besides DNS. */
const opened = (yaml: string, options: NetworkOptions = {}) => networkFrom(yaml, options).egress.slice(1);

const tcp = (port: number) => [{ port, protocol: "TCP" }];

test("an empty contract opens DNS of the cluster, and lets in the workflow's own ticks", () => {
  expect(networkFrom(contract(""))).toEqual({
    contract: "declared",
    egress: [
      {
        to: [{ namespace: { "kubernetes.io/metadata.name": "kube-system" }, pods: { "k8s-app": "kube-dns" } }],
        ports: [
          { port: 53, protocol: "UDP" },
          { port: 53, protocol: "TCP" },
        ],
        reason: "the cluster's DNS",
        source: "dns",
      },
    ],
    ingress: [
      {
        from: [
          {
            pods: {
              "app.kubernetes.io/name": "w",
              "app.kubernetes.io/instance": "w",
              "tentacular.dev/role": "trigger",
            },
          },
        ],
        ports: tcp(8080),
        reason: "ticks and the helm test of the workflow",
        source: "triggers",
      },
    ],
    triggerEgress: [
      expect.objectContaining({ source: "dns" }),
      expect.objectContaining({ reason: "the engine of the workflow", ports: tcp(8080) }),
    ],
  });
});

describe("a host outside of the cluster", () => {
  const [rule] = opened(one("{ protocol: https, host: api.example.com }"));
  const to = rule?.to ?? [];

  test("is any public address on its port, with its name kept for those who know names", () => {
    expect(rule).toMatchObject({ ports: tcp(443), host: "api.example.com", source: "contract.dependencies.it" });
  });

  test.each(["203.0.113.7", "8.8.8.8", "172.15.255.255", "172.32.0.1", "100.128.0.1", "2606:4700::1", "2001:db8::1"])(
    "may have the address %s",
    (address) => expect(passes(to, address)).toBe(true),
  );

  test.each([
    ["of the metadata server", "169.254.169.254"],
    ["of another metadata server", "100.100.100.200"],
    ["of a third one", "192.0.0.192"],
    ["of a platform's server", "168.63.129.16"],
    ["of the metadata server, in IPv6", "fd00:ec2::254"],
    ["of a pod", "10.244.0.9"],
    ["of a Service", "10.96.0.1"],
    ["of an office", "172.16.3.4"],
    ["of a home", "192.168.1.1"],
    ["of a carrier's network", "100.64.0.1"],
    ["of a laboratory", "198.18.0.1"],
    ["of loopback", "127.0.0.1"],
    ["of nobody", "0.0.0.0"],
    ["of everybody", "255.255.255.255"],
    ["of a group", "224.0.0.1"],
    ["link-local, in IPv6", "fe80::1"],
    ["private, in IPv6", "fc00::1"],
    ["of loopback, in IPv6", "::1"],
    ["of an IPv4 address in IPv6 clothes", "::ffff:10.0.0.1"],
    ["of an IPv4 address behind NAT64", "64:ff9b::a00:1"],
    ["of an IPv4 address in 6to4", "2002:a00:1::1"],
  ])("may not have the address %s (%s)", (_, address) => expect(passes(to, address)).toBe(false));
});

describe("each protocol opens its port", () => {
  test.each([
    ["{ protocol: https, host: a.example.com }", 443],
    ["{ protocol: http, host: a.example.com }", 80],
    ["{ protocol: http, host: a.example.com, port: 8081 }", 8081],
    ["{ protocol: postgres, host: a.example.com, database: d, user: u }", 5432],
    ["{ protocol: nats, host: a.example.com, subject: s }", 4222],
    ["{ protocol: blob, host: a.example.com, container: c }", 443],
    ["{ protocol: s3, host: a.example.com, container: c }", 443],
    ["{ protocol: redis, host: a.example.com, port: 6379 }", 6379],
  ])("%s: %i", (dependency, port) => {
    expect(opened(one(dependency)).map(({ ports }) => ports)).toEqual([tcp(port)]);
  });

  test.each([
    "{ protocol: npm, host: zod, version: ^3 }",
    '{ protocol: jsr, host: "@std/csv", version: 1.0 }',
    "{ protocol: redis, host: a.example.com }",
    "{ protocol: http, host: localhost, port: 9000 }",
    "{ protocol: http, host: 127.0.0.1, port: 9000 }",
  ])("%s: none", (dependency) => expect(opened(one(dependency))).toEqual([]));
});

describe("addresses", () => {
  test.each([
    ["{ protocol: https, host: 203.0.113.7 }", [{ cidr: "203.0.113.7/32" }]],
    ["{ protocol: https, host: 10.1.2.3 }", [{ cidr: "10.1.2.3/32" }]],
    ['{ protocol: https, host: "[2001:db8::1]" }', [{ cidr: "2001:db8::1/128" }]],
    ["{ protocol: https, host: erp.corp.example, cidrs: [10.20.0.0/16] }", [{ cidr: "10.20.0.0/16" }]],
    [
      "{ protocol: https, host: a.example.com, cidrs: [203.0.113.0/24, 2001:db8::/32] }",
      [{ cidr: "203.0.113.0/24" }, { cidr: "2001:db8::/32" }],
    ],
    [
      "{ protocol: https, type: dynamic-target, cidr: 172.0.0.0/8, dynPorts: [443] }",
      [{ cidr: "172.0.0.0/8", except: ["172.16.0.0/12"] }],
    ],
    [
      "{ protocol: https, host: a.example.com, cidrs: [100.64.0.0/10] }",
      [{ cidr: "100.64.0.0/10", except: ["100.100.100.200/32"] }],
    ],
    ["{ protocol: https, host: db.data.svc, cidrs: [10.9.0.0/24] }", [{ cidr: "10.9.0.0/24" }]],
  ])("of %s are as written", (dependency, to) => {
    expect(opened(one(dependency))[0]?.to).toEqual(to);
  });

  test("a declared range that is everything leaves out what is not public", () => {
    const [rule] = opened(one("{ protocol: https, type: dynamic-target, cidr: 0.0.0.0/0, dynPorts: [443/TCP] }"));
    expect(passes(rule?.to ?? [], "203.0.113.7")).toBe(true);
    expect(passes(rule?.to ?? [], "169.254.169.254")).toBe(false);
  });

  test("further ways out count with no dependency at all, with their ports or with all", () => {
    const yaml = contract(`  networkPolicy:
    additionalEgress:
      - { toCIDR: 10.20.0.0/16, ports: ["8443/TCP", { port: 53, protocol: UDP }], reason: "scales\\nin the yard" }
      - { toCIDR: 192.0.2.7/24 }
`);
    expect(opened(yaml)).toEqual([
      {
        to: [{ cidr: "10.20.0.0/16" }],
        ports: [...tcp(8443), { port: 53, protocol: "UDP" }],
        reason: "additionalEgress: scales in the yard",
        source: "contract.networkPolicy.additionalEgress[0]",
      },
      expect.objectContaining({ to: [{ cidr: "192.0.2.0/24" }], ports: [] }),
    ]);
  });
});

describe("the endpoint of a queue", () => {
  test.each([
    ["nats.messaging.svc.cluster.local:4222", [["nats.messaging.svc.cluster.local", 4222]]],
    ["nats://user:pass@a.example.com", [["a.example.com", 4222]]],
    [
      "tls://a.example.com:443, nats://[2001:db8::1]:4223",
      [
        ["a.example.com", 443],
        ["2001:db8::1", 4223],
      ],
    ],
  ])("%s is open, declared or not", (url, expected) => {
    for (const more of ["", contract("")]) {
      const rules = opened(`config: { nats_url: "${url}" }\n${more}`).filter(
        ({ source }) => source === "config.nats_url",
      );
      expect(rules.map(({ host, ports }) => [host, ports[0]?.port])).toEqual(expected);
    }
  });
});

describe("modules", () => {
  const plan = (mode: "proxy" | "bundled" | "mirror", more: object) => ({ modules: { mode, packages: [], ...more } });

  test("come from the proxy in the cluster", () => {
    const proxy = "http://esm-sh.tentacular-system.svc.cluster.local:8080";
    const [rule] = opened(contract(""), plan("proxy", { proxy }));
    expect(rule).toMatchObject({
      to: [
        {
          namespace: { "kubernetes.io/metadata.name": "tentacular-system" },
          pods: { "app.kubernetes.io/name": "esm-sh" },
        },
      ],
      ports: tcp(8080),
      source: "modules",
    });
  });

  test("come from mirrors, of which there may be one or two", () => {
    const registries = { npm: "http://198.18.0.1:4873/", jsr: "https://jsr.example.com" };
    const rules = opened(contract(""), plan("mirror", { registries }));
    expect(rules.map(({ host, ports }) => [host, ports[0]?.port])).toEqual([
      ["198.18.0.1", 4873],
      ["jsr.example.com", 443],
    ]);
    expect(rules[0]?.to).toEqual([{ cidr: "198.18.0.1/32" }]);
  });

  test("that travel with the code open nothing", () => {
    expect(opened(contract(""), plan("bundled", {}))).toEqual([]);
  });
});

test("without a contract, public addresses are open on 80 and 443, and nothing inside", () => {
  const { contract: declared, egress } = networkFrom("");
  expect(declared).toBe("none");
  expect(egress).toHaveLength(2);
  expect(egress[1]?.ports).toEqual([...tcp(80), ...tcp(443)]);
  expect(passes(egress[1]?.to ?? [], "203.0.113.7")).toBe(true);
  expect(passes(egress[1]?.to ?? [], "10.96.0.1")).toBe(false);
});

test("callers are those that the contract names, and the API server where it calls from elsewhere", () => {
  const yaml = contract(`  networkPolicy:
    apiServerCIDRs: [10.0.0.0/28]
    ingress:
      - { namespace: monitoring, podSelector: { app: prometheus }, reason: scrapes }
      - { podSelector: { app: front } }
      - { namespace: tools }
      - { fromCIDR: 192.0.2.0/24 }
`);
  const { ingress } = networkFrom(yaml, { apiServerCIDRs: ["10.0.0.0/28", "172.20.0.0/24"] });
  expect(ingress.slice(1).map(({ from, reason }) => [from, reason])).toEqual([
    [[{ cidr: "10.0.0.0/28" }, { cidr: "172.20.0.0/24" }], "the API server, for tntc run"],
    [[{ namespace: { "kubernetes.io/metadata.name": "monitoring" }, pods: { app: "prometheus" } }], "scrapes"],
    [[{ pods: { app: "front" } }], "declared caller"],
    [[{ namespace: { "kubernetes.io/metadata.name": "tools" }, pods: {} }], "declared caller"],
    [[{ cidr: "192.0.2.0/24" }], "declared caller"],
  ]);
  for (const { ports } of ingress) expect(ports).toEqual(tcp(8080));
});

test("DNS is where the cluster has it", () => {
  const dns = { namespace: "openshift-dns", podSelector: { app: "dns" }, port: 5353, cidrs: ["169.254.20.10/32"] };
  const [rule] = networkFrom(contract(""), { dns }).egress;
  expect(rule?.to).toEqual([
    { namespace: { "kubernetes.io/metadata.name": "openshift-dns" }, pods: { app: "dns" } },
    { cidr: "169.254.20.10/32" },
  ]);
  expect(rule?.ports.map(({ port, protocol }) => `${port}/${protocol}`)).toEqual([
    "53/UDP",
    "53/TCP",
    "5353/UDP",
    "5353/TCP",
  ]);
});
