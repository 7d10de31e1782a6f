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
