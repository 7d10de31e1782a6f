import { join } from "node:path";
import { expect, test } from "vitest";
import { packageRoot } from "../../src/package-root.ts";
import { render } from "./render.ts";

const chart = join(packageRoot(), "charts/tentacular-system");
const rendered = (path: string, value: unknown) =>
  render(chart, { args: ["--set-json", `${path}=${JSON.stringify(value)}`] });

const secret = { registry: "https://npm.example/", token: "SECRET" };

test.each<[what: string, path: string, value: unknown, refusal: RegExp]>([
  ["a user in the address of the npm registry", "moduleProxy.npmRegistry", "https://u:p@npm.example/", /npmRegistry/],
  ["a user in that of a scope", "moduleProxy.npmScopedRegistries", { "@a": "https://u:p@npm.example" }, /@a/],
  ["tokens of scopes", "moduleProxy.config", { npmScopedRegistries: { "@a": secret } }, /npmScopedRegistries/],
  ["a registry past its own key", "moduleProxy.config", { npmRegistry: "https://u:p@npm.example" }, /npmRegistry/],
  ["a token", "moduleProxy.config", { npmToken: "SECRET" }, /npmToken/],
  ["a token in other letters, which Go reads too", "moduleProxy.config", { NPMToken: "SECRET" }, /NPMToken/],
  ["the key of a store", "moduleProxy.config", { storage: { secretAccessKey: "SECRET" } }, /storage/],
  ["a token in the environment", "moduleProxy.env", { NPM_TOKEN: "SECRET" }, /NPM_TOKEN/],
  ["a user of a proxy in the environment", "moduleProxy.env", { HTTPS_PROXY: "http://u:p@proxy:1" }, /HTTPS_PROXY/],
  ["global key that is no key of ours", "global.workflowNamespace", "flows", /workflowNamespace/],
  ["walls that are switched off", "policies", { enabled: false, enforce: true }, /nothing is enforced/],
])("values of the system chart hold no %s", async (_, path, value, refusal) => {
  await expect(rendered(path, value)).rejects.toThrow(refusal);
});

test("registries, scopes in paths, and other keys of the configuration are taken", async () => {
  expect(await rendered("moduleProxy.npmRegistry", "https://npm.example/x/@acme")).toContain("npm.example/x/@acme");
  expect(await rendered("moduleProxy.config", { npmQueryCacheTTL: 60 })).toContain("npmQueryCacheTTL");
});
