import { describe, expect, test } from "vitest";
import { parseWorkflow } from "./parse-workflow.ts";

const least = "name: hello\nversion: 1.10\nnodes:\n  a: { path: ./a.ts }\n";

describe("a workflow that says little", () => {
  const { spec, findings } = parseWorkflow(least);

  test("has all that is left out filled in", () => {
    expect(spec).toEqual({
      name: "hello",
      version: "1.10",
      description: "",
      metadata: { tags: [] },
      triggers: [{ type: "manual" }],
      nodes: { a: { path: "./a.ts" } },
      edges: [],
      config: {},
      deployment: {},
      sidecars: [],
    });
  });

  test("is warned that nothing is closed without a contract", () => {
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual([["CONTRACT-NONE", "warning"]]);
  });
});

test("empty keys mean the same as none", () => {
  const { spec } = parseWorkflow(
    `${least}edges:\ntriggers:\nconfig:\ndeployment:\nmetadata:\nsidecars:\ndescription:\n`,
  );
  expect(spec).toEqual(parseWorkflow(least).spec);
});

test.each([
  ['"443/TCP"', { port: 443, protocol: "TCP" }],
  ["443", { port: 443, protocol: "TCP" }],
  ["53/udp", { port: 53, protocol: "UDP" }],
  ["{ port: 53, protocol: UDP }", { port: 53, protocol: "UDP" }],
  ["{ port: 8443 }", { port: 8443, protocol: "TCP" }],
])("the port %s is understood", (written, port) => {
  const feeds = `{ protocol: https, type: dynamic-target, cidr: 10.0.0.0/8, dynPorts: [${written}] }`;
  const { spec } = parseWorkflow(`${least}contract:\n  version: 1\n  dependencies:\n    feeds: ${feeds}\n`);
  expect(spec?.contract?.dependencies["feeds"]?.dynPorts).toEqual([port]);
});

test("keys of the author's own are let through: x- anywhere, anything in config and in the contract", () => {
  const own = `x-ticket: 7
config: { threshold: 0.7, nested: { deep: [1] } }
contract:
  version: "1"
  x-reviewed: yes
  owner: me
  dependencies:
    db: { protocol: postgres, host: db, database: d, user: u, pool: 5 }
`;
  const { spec, findings } = parseWorkflow(least.replace("./a.ts }", "./a.ts, x-note: hi }") + own);
  expect(findings).toEqual([]);
  expect(spec?.nodes).toEqual({ a: { path: "./a.ts" } });
  expect(spec?.config).toEqual({ threshold: 0.7, nested: { deep: [1] } });
  expect(spec?.contract).toMatchObject({ owner: "me", dependencies: { db: { protocol: "postgresql", pool: 5 } } });
});

describe("anchors and merge keys", () => {
  const shared = `x-shared: &node { path: ./a.ts, colour: red }
name: hello
version: "1.0"
nodes:
  a: { <<: *node }
  b: *node
contract: { version: "1", dependencies: {} }
`;

  test("are followed", () => {
    const { spec } = parseWorkflow(shared.replace(", colour: red", ""));
    expect(spec?.nodes).toEqual({ a: { path: "./a.ts" }, b: { path: "./a.ts" } });
  });

  test("lead findings to the place where it was written", () => {
    const places = parseWorkflow(shared).findings.map(({ path, line, column }) => [path, line, column]);
    expect(places).toEqual([
      ["nodes.a.colour", 1, 33],
      ["nodes.b.colour", 1, 33],
    ]);
  });
});

test("one broken part does not hide what is wrong with the others", () => {
  const codes = parseWorkflow("name: 7\nnodes: { a: { path: ../a.ts } }\nedges: [{ from: a, to: b }]\n").findings.map(
    ({ code }) => code,
  );
  expect(codes).toEqual(["CONTRACT-NONE", "KEY-MISSING", "TYPE-WRONG", "NODE-PATH-OUTSIDE", "EDGE-NODE-UNKNOWN"]);
});

test("a broken item does not make false alarms about the rest", () => {
  const { findings } = parseWorkflow(
    'name: x\nversion: "1.0"\nnodes: { a: { path: a.ts, colour: red }, b: { path: b.ts } }\nedges: [{ from: a, to: b, via: c }]\ncontract: { version: "1" }\n',
  );
  expect(findings.map(({ code, path }) => [code, path])).toEqual([
    ["KEY-UNKNOWN", "nodes.a.colour"],
    ["KEY-UNKNOWN", "edges[0].via"],
  ]);
});

test("the name that was given to the text is the findings' file", () => {
  expect(parseWorkflow("name: [", "other.yaml").findings.map(({ file }) => file)).toEqual(["other.yaml"]);
});

test.each(["constructor", "toString", "hasOwnProperty"])("a node may be called %s", (name) => {
  const { spec, findings } = parseWorkflow(
    `name: x\nversion: "1.0"\nnodes: { ${name.toLowerCase()}: { path: a.ts } }\ncontract: { version: "1" }\n`,
  );
  expect(findings).toEqual([]);
  expect(Object.keys(spec?.nodes ?? {})).toEqual([name.toLowerCase()]);
});

test("a node is not said to be alone where an edge names one that is not there: it may be meant", () => {
  const nodes = 'name: x\nversion: "1.0"\nnodes: { a: { path: a.ts }, b: { path: b.ts }, c: { path: c.ts } }\n';
  const codesOf = (edges: string) =>
    parseWorkflow(`${nodes}edges: [${edges}]\ncontract: { version: "1" }\n`).findings.map(({ code }) => code);
  expect(codesOf("{ from: a, to: b }, { from: b, to: cc }")).toEqual(["EDGE-NODE-UNKNOWN"]);
  expect(codesOf("{ from: a, to: b }")).toEqual(["NODE-ALONE"]);
});

const told = (more: string) =>
  parseWorkflow(`${least}${more}`).findings.map(({ code, path, remedy }) => [code, path, remedy]);
const closed = 'contract: { version: "1", dependencies: {} }\n';

test("a setting whose name is nearly one of ours is asked about, and all others are the author's own", () => {
  expect(told(`${closed}config: { retires: 2, connect-timeout: 2s, threshold: 1, x-retires: 1, retry: 1 }\n`)).toEqual([
    ["KEY-SUSPECT", "config.retires", 'Did you mean "retries"?'],
    ["KEY-SUSPECT", "config.connect-timeout", 'Did you mean "connect_timeout"?'],
  ]);
  expect(told(`${closed}config: { retries: 2, nats_url: "nats.messaging.svc:4222" }\n`)).toEqual([]);
});

test("without nodes, the ends of the edges are not told one by one", () => {
  const { findings } = parseWorkflow(
    `name: a\nversion: "1.0"\nnode: { a: { path: ./a.ts } }\nedges: [{ from: a, to: b }]\n${closed}`,
  );
  expect(findings.map(({ code, remedy }) => [code, remedy])).toEqual([
    ["KEY-MISSING", expect.anything()],
    ["KEY-UNKNOWN", 'Did you mean "nodes"?'],
  ]);
});

test.each([
  ["http, host: localhost, port: 9099", "localhost"],
  ["https, host: 127.0.0.1", "127.0.0.1"],
  ['http, host: "[::1]"', "[::1]"],
])("a dependency by %s is the pod itself in the cluster, which is worth a warning", (dependency, host) => {
  const contract = `contract: { version: "1", dependencies: { it: { protocol: ${dependency} } } }\n`;
  expect(parseWorkflow(`${least}${contract}`).findings).toEqual([
    expect.objectContaining({
      code: "HOST-LOCAL",
      severity: "warning",
      message: `In a pod, "${host}" is the pod itself, where nothing listens`,
    }),
  ]);
  const sidecars = "sidecars: [{ name: it, image: it:1, port: 9099 }]\n";
  const beside = parseWorkflow(`${least}${contract}${sidecars}`).findings.map(({ code }) => code);
  expect(beside.includes("HOST-LOCAL")).toBe(!dependency.includes("9099"));
});
