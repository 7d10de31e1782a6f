import { expect, test } from "vitest";
import { parse } from "yaml";
import { parseWorkflow } from "../../src/workflow/parse-workflow.ts";
import { permissionsOf } from "../../src/workflow/permissions.ts";
import { dependencyLines } from "./dependency-lines.ts";

test.each([
  ["api.example.com", 443, { protocol: "https", host: "api.example.com" }],
  ["api.example.com", undefined, { protocol: "https", host: "api.example.com" }],
  ["api.example.com", 80, { protocol: "http", host: "api.example.com" }],
  ["cache.example.com", 6379, { protocol: "https", host: "cache.example.com", port: 6379 }],
  ["pg.example.com", 5432, { protocol: "postgresql", host: "pg.example.com", database: "DATABASE", user: "USER" }],
  ["203.0.113.7", 8443, { protocol: "https", host: "203.0.113.7", port: 8443 }],
  ["2001:db8::7", 443, { protocol: "https", host: "2001:db8::7" }],
])("the lines for %s at %j are YAML that lets exactly that through", (host, port, dependency) => {
  const lines = dependencyLines(host, port);
  expect(Object.values(parse(lines).contract.dependencies)).toEqual([dependency]);
  const nodes = "name: it\nversion: '1.0'\nnodes: { a: { path: ./a.ts } }\n";
  const { spec, findings } = parseWorkflow(`${nodes}${lines.replace("contract:", "contract:\n  version: '1'")}\n`);
  expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
  const written = host.includes(":") ? `[${host}]` : host;
  expect(spec && permissionsOf(spec).net).toEqual([`${written}:${port ?? 443}`]);
});
