import { expect, test } from "vitest";
import { contractDrift } from "./contract-drift.ts";
import type { CodeReference, Workflow } from "./workflow.ts";

const at = { file: "nodes/a.ts", line: 1, column: 1 };

function workflowWith(specifiers: string[], asked: string[] = []): Workflow {
  return {
    dir: "/w",
    spec: {
      name: "w",
      version: "1.0",
      description: "",
      metadata: { tags: [] },
      triggers: [{ type: "manual" }],
      nodes: { a: { path: "./nodes/a.ts" } },
      edges: [],
      config: {},
      deployment: {},
      sidecars: [],
      contract: {
        version: "1",
        dependencies: {
          zod: { protocol: "npm", host: "zod" },
          pg: { protocol: "jsr", host: "@db/postgres" },
          shop: { protocol: "https", host: "shop.example.com", auth: { type: "api-key", secret: "till.key" } },
        },
      },
    },
    findings: [],
    source: "",
    files: [],
    imports: specifiers.map((specifier) => ({ ...at, specifier })),
    references: asked.map((name) => ({ ...at, kind: "dependency", name })),
  };
}

test.each([
  ["npm:zod@4.1.0", ["zod"]],
  ["npm:zod@4/v4/core", ["zod"]],
  ["zod", ["zod"]],
  ["jsr:@db/postgres@0.19.5", ["pg"]],
  ["@db/postgres/client", ["pg"]],
  ["jsr:/@db/postgres@^0.19", ["pg"]],
  ["./zod.ts", []],
  ["../zod", []],
  ["npm:zod-to-json-schema@3", []],
])("the import %s uses %j", (specifier, used) => {
  expect(contractDrift(workflowWith([specifier])).used).toEqual(used);
});

test("a dependency that code asks for by name is used, a secret's name is not enough", () => {
  expect(contractDrift(workflowWith([], ["shop"])).used).toEqual(["shop"]);
  const secret: Workflow = { ...workflowWith([]), references: [{ ...at, kind: "secret", name: "shop" }] };
  expect(contractDrift(secret).used).toEqual([]);
});

const references = (...uses: [CodeReference["kind"], string][]): Workflow => ({
  ...workflowWith(["npm:zod@4", "jsr:@db/postgres@0.19"]),
  references: uses.map(([kind, name]) => ({ ...at, kind, name })),
});

test.each<[string, [CodeReference["kind"], string][], string[], string[]]>([
  ["a host that is declared", [["host", "shop.example.com:443"]], [], []],
  ["another port of it", [["host", "shop.example.com:8443"]], ["shop.example.com:8443"], ["shop"]],
  ["a host that is not declared", [["host", "evil.example.net:443"]], ["evil.example.net:443"], ["shop"]],
  [
    "a dependency that is not declared",
    [
      ["dependency", "redis"],
      ["dependency", "shop"],
    ],
    ["redis"],
    [],
  ],
  ["a service at its usual host", [["fetch", "github"]], ["github"], ["shop"]],
  ["a host that only the run knows", [["host", "*"]], [], []],
  ["a dependency that only the run knows", [["dependency", "*"]], [], []],
  ["the secret of a dependency", [["secret", "till.key"]], [], []],
  ["all secrets of a service", [["secret", "till"]], [], []],
  ["a secret whose name is computed", [["secret", "*"]], [], []],
  ["another secret", [["secret", "till.ke"]], [], ["shop"]],
  ["a dependency with a slip in its name", [["dependency", "shpo"]], ["shpo"], []],
  ["a service with a slip in its name", [["fetch", "shpo"]], ["shpo"], []],
  ["nothing", [], [], ["shop"]],
])("code that reaches %s", (_, uses, lacking, unused) => {
  const drift = contractDrift(references(...uses));
  expect(drift.lacking.map(({ name }) => name)).toEqual(lacking);
  expect(drift.unused).toEqual(unused);
});

test("what is reached in one file again and again is told once", () => {
  const drift = contractDrift(references(["host", "evil.example.net:443"], ["host", "evil.example.net:443"]));
  expect(drift.lacking).toHaveLength(1);
});

test("the server of a queue is used by the trigger, and without a contract nothing drifts", () => {
  const { spec, ...code } = references();
  const contract = {
    version: "1" as const,
    dependencies: { bus: { protocol: "nats", host: "nats.messaging.svc", subject: "orders" } },
  };
  expect(contractDrift({ ...code, spec: { ...spec, contract } }).unused).toEqual(["bus"]);
  const config = { nats_url: "nats.messaging.svc:4222" };
  expect(contractDrift({ ...code, spec: { ...spec, contract, config } }).unused).toEqual([]);
  const { contract: _, ...without } = spec;
  expect(contractDrift({ ...references(["host", "x.example.com:443"]), spec: without }).lacking).toEqual([]);
});
