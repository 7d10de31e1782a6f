import { expect, test } from "vitest";
import type { Contract } from "../workflow/spec.ts";
import { drift } from "./drift.ts";
import type { NodeUse } from "./node-use.ts";

const contract: Contract = {
  version: "1",
  dependencies: {
    catalog: { protocol: "https", host: "api.example.com", auth: { type: "bearer-token", secret: "catalog.token" } },
    hook: { protocol: "https", host: "hooks.example.com" },
    zod: { protocol: "npm", host: "zod", version: "4" },
  },
};
const nothing = { dependencies: [], services: [], secrets: [], fetches: [] };
const use = (node: string, used: Partial<NodeUse>): NodeUse => ({ node, ...nothing, ...used });
const read = { used: [], lacking: [], nodesOf: () => ["a", "c"] };
const allRan = { ...read, used: ["zod"], allNodesRan: true };

test("nodes that keep to the contract cause no violation", () => {
  const found = drift(contract, [use("a", { dependencies: ["catalog"] }), use("b", { services: ["hook"] })], allRan);
  expect(found.violations).toEqual([]);
  expect(found.summary).toMatchObject({ hasViolations: false, dependenciesAccessed: ["catalog", "hook"] });
});

test("a plain fetch of a declared host is a use of that dependency", () => {
  const found = drift(contract, [use("a", { dependencies: ["catalog"], fetches: ["hooks.example.com"] })], allRan);
  expect(found.summary).toMatchObject({ directFetchCalls: 0, deadDeclarations: [] });
});

test("a service at its usual host is the dependency that declares this host", () => {
  const github: Contract = { version: "1", dependencies: { code: { protocol: "https", host: "api.github.com" } } };
  const found = drift(github, [use("a", { services: ["github"] })], { ...read, allNodesRan: true });
  expect(found.violations).toEqual([]);
  expect(found.summary.dependenciesAccessed).toEqual(["code"]);
});

test("a slip in a name is asked about, and what it stands for is not dead", () => {
  const found = drift(contract, [use("a", { dependencies: ["catalgo"], services: ["hok"] })], allRan);
  expect(found.violations.map(({ type, suggestion }) => [type, suggestion])).toEqual([
    ["direct-fetch", 'Did you mean "hook"?'],
    ["undeclared-dependency", 'Did you mean "catalog"?'],
  ]);
});

test("fetching past the contract is told once, with every node that does it", () => {
  const uses = [use("a", { services: ["github"] }), use("b", { services: ["github"], fetches: ["evil.example.net"] })];
  const found = drift(contract, uses, { ...allRan, allNodesRan: false });
  expect(found.violations.map(({ type, nodes }) => [type, nodes])).toEqual([
    ["direct-fetch", ["b"]],
    ["direct-fetch", ["a", "b"]],
  ]);
  expect(found.summary.directFetchCalls).toBe(3);
});

test("a host that the code names is told as if a test had seen it, with the nodes that hold the code", () => {
  const at = { file: "lib/far.ts", line: 1, column: 1 };
  const lacking = [
    { ...at, kind: "host" as const, name: "evil.example.net:443" },
    { ...at, kind: "dependency" as const, name: "redis" },
  ];
  const found = drift(contract, [use("b", { fetches: ["evil.example.net"] })], {
    ...allRan,
    lacking,
    allNodesRan: false,
  });
  expect(found.violations).toEqual([
    expect.objectContaining({
      type: "direct-fetch",
      nodes: ["a", "b", "c"],
      message: expect.stringContaining("evil.example.net"),
    }),
  ]);
});

test("a secret read directly names the dependency that owns it", () => {
  const found = drift(contract, [use("a", { secrets: ["catalog.token"] })], { ...allRan, allNodesRan: false });
  expect(found.violations).toEqual([
    expect.objectContaining({ type: "direct-secrets", suggestion: 'Use ctx.dependency("catalog").secret' }),
  ]);
});

test("a service that one test reads and a key of it that another reads are one access", () => {
  const uses = [use("a", { secrets: ["catalog"] }), use("a", { secrets: ["catalog.token"] })];
  const found = drift(contract, uses, { ...allRan, allNodesRan: false });
  expect(found.violations.map(({ message }) => message)).toEqual([
    'The secret "catalog.token" is read from ctx.secrets by "a"',
  ]);
  expect(found.summary.directSecretsAccess).toBe(1);
});

test("a service that no fixture has is still that of the dependency", () => {
  const found = drift(contract, [use("a", { secrets: ["catalog"] })], { ...allRan, allNodesRan: false });
  expect(found.violations).toMatchObject([{ suggestion: 'Use ctx.dependency("catalog").secret' }]);
});

test("an undeclared dependency is a violation, and so is a dead one", () => {
  const found = drift(contract, [use("a", { dependencies: ["redis", "catalog"] })], allRan);
  expect(found.violations.map((violation) => violation.type)).toEqual(["undeclared-dependency", "dead-declaration"]);
  expect(found.summary).toMatchObject({ undeclaredDependencies: ["redis"], deadDeclarations: ["hook"] });
});

test("nothing is called dead while only some nodes ran", () => {
  expect(drift(contract, [], { ...read, allNodesRan: false }).summary.deadDeclarations).toEqual([]);
});

test("a declared name that Object.prototype has too is still undeclared", () => {
  const found = drift(contract, [use("a", { dependencies: ["constructor"] })], { ...allRan, allNodesRan: false });
  expect(found.summary.undeclaredDependencies).toEqual(["constructor"]);
});
