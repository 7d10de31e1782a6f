import { expect, test } from "vitest";
import type { Workflow } from "../workflow/workflow.ts";
import { usedByCode } from "./used-by-code.ts";

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
          shop: { protocol: "https", host: "shop.example.com" },
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
  expect(usedByCode(workflowWith([specifier]))).toEqual(used);
});

test("a dependency that code asks for by name is used, a secret's name is not enough", () => {
  expect(usedByCode(workflowWith([], ["shop"]))).toEqual(["shop"]);
  const secret: Workflow = { ...workflowWith([]), references: [{ ...at, kind: "secret", name: "shop" }] };
  expect(usedByCode(secret)).toEqual([]);
});
