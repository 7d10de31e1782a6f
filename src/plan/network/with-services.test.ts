import { expect, test } from "vitest";
import { networkFrom } from "../../../test/plan/network-from.ts";
import type { ModulesPlan } from "../../modules/modules-plan.ts";
import type { NetworkOptions } from "./network-of.ts";
import { withServices } from "./with-services.ts";

function network(dependency: string, options: NetworkOptions = {}) {
  const contract = `contract: { version: "1", dependencies: { it: ${dependency} } }`;
  return networkFrom(contract, options);
}

const tcp = (port: number) => [{ port, protocol: "TCP" }];

const data = { "kubernetes.io/metadata.name": "data" };
const fact = { name: "db", namespace: "data", selector: { app: "pg" }, headless: false };
const ports = [{ port: 5432, targetPort: "postgres", protocol: "TCP" }];

test.each([
  ["db.data.svc.cluster.local", { namespace: data, pods: {} }],
  ["db.data.svc", { namespace: data, pods: {} }],
  ["DB.data.svc", { namespace: data, pods: {} }],
  ["db-0.db.data.svc", { namespace: data, pods: {} }],
  ["db-0.db.data.svc.cluster.local", { namespace: data, pods: {} }],
  ["db", { pods: {} }],
])("the host %s is the Service: pods of its namespace, as long as nothing more is known", (host, peer) => {
  expect(network(`{ protocol: http, host: ${host}, port: 5432 }`).egress[1]).toMatchObject({
    to: [peer],
    ports: tcp(5432),
    service: { name: "db", lacks: ["pods", "ports"] },
  });
});

test.each(["db.data", "db.example.com", "db.data.svc.example.com", "db.data.pod", "svc.cluster.local"])(
  "the host %s is no Service, but a public name",
  (host) => {
    const [, rule] = network(`{ protocol: http, host: ${host}, port: 5432 }`).egress;
    expect(rule?.to.map((peer) => "cidr" in peer && peer.cidr)).toEqual(["0.0.0.0/0", "::/0"]);
    expect(rule).not.toHaveProperty("service");
  },
);

test("a Service may be told apart by the labels and the port of its pods", () => {
  const dependency = "{ protocol: http, host: db.data.svc, podSelector: { app: pg }, podPort: 15432 }";
  const [, rule] = network(dependency).egress;
  expect(rule).toMatchObject({
    to: [{ namespace: data, pods: { app: "pg" } }],
    ports: tcp(15432),
    hostPorts: tcp(80),
  });
  expect(rule).not.toHaveProperty("service");
});

test.each([
  ["its labels and the port behind it", "", { ...fact, ports }, { app: "pg" }, "postgres"],
  [
    "its labels; without an address of its own, its ports are those of the pods",
    "",
    { ...fact, ports, headless: true },
    { app: "pg" },
    5432,
  ],
  ["only its labels, where the port is said", ", podPort: 5432", { ...fact, ports }, { app: "pg" }, 5432],
  [
    "only its port, where the labels are said",
    ", podSelector: { app: other }",
    { ...fact, ports },
    { app: "other" },
    "postgres",
  ],
  ["its labels, where it does not have the port", "", { ...fact, ports: [] }, { app: "pg" }, 5432],
])("a Service that is looked up gives %s", (_, more, found, pods, port) => {
  const dependency = `{ protocol: http, host: db.data.svc, port: 5432${more} }`;
  const [, rule] = withServices(network(dependency), [found]).egress;
  expect(rule).toMatchObject({ to: [{ namespace: data, pods }], ports: [{ port, protocol: "TCP" }] });
  expect(rule).not.toHaveProperty("service");
});

const proxied: ModulesPlan = {
  mode: "proxy",
  proxy: "http://esm-sh.tentacular-system.svc.cluster.local:8080",
  packages: [],
};

test.each([
  ["that earlier charts name", "http", 8080],
  ["of a number", 8081, 8081],
  ["of another name", "modules", "modules"],
])("the module proxy's port %s becomes what enforced policies let through", (_, targetPort, port) => {
  const ports = [{ port: 8080, targetPort, protocol: "TCP" }];
  const service = { name: "esm-sh", namespace: "tentacular-system", selector: {}, headless: false, ports };
  const { egress } = withServices(network("{ protocol: http, host: db }", { modules: proxied }), [service]);
  expect(egress.find(({ source }) => source === "modules")?.ports).toEqual([{ port, protocol: "TCP" }]);
});

test("a Service that nobody looked for stays as it was", () => {
  const derived = network("{ protocol: http, host: db.data.svc }");
  expect(withServices(derived, [])).toEqual(derived);
  expect(withServices(derived, [{ ...fact, namespace: "other", ports }])).toEqual(derived);
});

test.each(["missing", "hidden", "no-selector", { elsewhere: "db.example.com" }] as const)(
  "a Service that is looked for in vain keeps its rule, and why: %j",
  (unknown) => {
    const derived = network("{ protocol: http, host: db.data.svc }");
    const [, rule] = withServices(derived, [{ name: "db", namespace: "data", unknown }]).egress;
    const [, before] = derived.egress;
    expect(rule).toEqual({ ...before, service: { ...before?.service, found: unknown } });
  },
);
