import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { packageRoot } from "../../src/package-root.ts";

const root = packageRoot();
const versionIn = (file: string): string => parse(readFileSync(`${root}/${file}`, "utf8")).version;

test("package, plugin and charts carry one version", () => {
  const files = ["plugin/plugin.yaml", ...globSync("charts/*/Chart.yaml", { cwd: root })];
  const versions = Object.fromEntries(files.map((file) => [file, versionIn(file)]));
  const expected = versionIn("package.json");
  expect(versions).toEqual(Object.fromEntries(files.map((file) => [file, expected])));
});

test("the plugin's manifest holds only what Helm 3.17 can read", () => {
  const manifest: object = parse(readFileSync(`${root}/plugin/plugin.yaml`, "utf8"));
  expect(Object.keys(manifest)).toEqual(["name", "version", "usage", "description", "ignoreFlags", "command"]);
});
