import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { packageRoot } from "../../src/package-root.ts";

const root = packageRoot();
const versionIn = (file: string): string => parse(readFileSync(`${root}/${file}`, "utf8")).version;

test("package, plugin and charts carry one version", () => {
  const files = ["plugin/plugin.yaml", ...globSync("charts/{*,*/charts/*}/Chart.yaml", { cwd: root })];
  const versions = Object.fromEntries(files.map((file) => [file, versionIn(file)]));
  const expected = versionIn("package.json");
  expect(versions).toEqual(Object.fromEntries(files.map((file) => [file, expected])));
});

test("what the system chart is made of, and what charts say of the program, is of that version too", () => {
  const { version } = parse(readFileSync(`${root}/package.json`, "utf8"));
  for (const file of globSync("charts/*/Chart.yaml", { cwd: root })) {
    const { appVersion, dependencies = [] } = parse(readFileSync(`${root}/${file}`, "utf8"));
    expect([appVersion, ...dependencies.map((each: { version: string }) => each.version)], file).toEqual(
      Array(dependencies.length + 1).fill(version),
    );
  }
});

test("the plugin's manifest holds only what Helm 3.17 can read", () => {
  const manifest: object = parse(readFileSync(`${root}/plugin/plugin.yaml`, "utf8"));
  expect(Object.keys(manifest)).toEqual(["name", "version", "usage", "description", "ignoreFlags", "command"]);
});
