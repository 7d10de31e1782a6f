import { expect, test } from "vitest";
import { parseWorkflow } from "../workflow/parse-workflow.ts";
import type { CodeReference } from "../workflow/workflow.ts";
import { visibleSecrets } from "./visible-secrets.ts";

const yaml = (contract: string) => `name: it\nversion: "1.0"\nnodes: { a: { path: ./a.ts } }\n${contract}`;
const use = (kind: CodeReference["kind"], name: string): CodeReference => ({
  kind,
  name,
  file: "a.ts",
  line: 1,
  column: 1,
});

function visible(contract: string, references: CodeReference[]): string[] | undefined {
  const { spec } = parseWorkflow(yaml(contract));
  if (spec === undefined) throw new Error("The workflow does not parse");
  return visibleSecrets(spec, references);
}

test("what contract and code name, and what ctx.fetch adds for the services that are fetched from", () => {
  const contract = `contract: { version: "1", dependencies: { erp: { protocol: https, host: e.example.com, auth: { type: bearer-token, secret: vault.erp } } } }\n`;
  expect(visible(contract, [use("secret", "mail.password"), use("fetch", "github"), use("dependency", "erp")])).toEqual(
    ["github.api_key", "github.token", "mail.password", "vault.erp"],
  );
});

test.each([
  ["no auth", "", ["erp.api_key", "erp.token"]],
  [
    "a type that is not known",
    ", auth: { type: oauth99, secret: vault.erp }",
    ["erp.api_key", "erp.token", "vault.erp"],
  ],
  ["a type that sends its secret", ", auth: { type: api-key, secret: vault.erp }", ["vault.erp"]],
  ["a type that sends nothing", ", auth: { type: webhook-url, secret: vault.erp }", ["vault.erp"]],
])("what ctx.fetch adds for a dependency with %s", (_, auth, secrets) => {
  const contract = `contract: { version: "1", dependencies: { erp: { protocol: https, host: e.example.com${auth} } } }\n`;
  expect(visible(contract, [use("fetch", "erp")])).toEqual(secrets);
});

test("a service that is taken as a whole is named once", () => {
  const contract = 'contract: { version: "1", dependencies: {} }\n';
  expect(visible(contract, [use("secret", "github"), use("fetch", "github")])).toEqual(["github"]);
  expect(visible(contract, [])).toEqual([]);
});

test("a name that is computed names nothing", () => {
  const contract = 'contract: { version: "1", dependencies: {} }\n';
  expect(visible(contract, [use("secret", "*"), use("secret", "a.b")])).toEqual(["a.b"]);
});

test("services whose names begin alike are each seen", () => {
  const contract = 'contract: { version: "1", dependencies: {} }\n';
  const asked = ["db", "db1", "db1x.key"].map((name) => use("secret", name));
  expect(visible(contract, asked)).toEqual(["db", "db1", "db1x.key"]);
});

test("without a contract nothing is declared, and all is seen", () => {
  expect(visible("", [use("secret", "a.b")])).toBeUndefined();
});
