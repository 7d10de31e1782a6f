import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { packageRoot } from "../../src/package-root.ts";
import { expectModest } from "./expect-modest.ts";
import { measured } from "./measured.ts";
import { tntc } from "./tntc.ts";

const bad = `${packageRoot()}/test/fixtures/bad`;
const cases = readdirSync(bad).sort();

/** These are also compared as JSON: one of each kind of answer. */
const asJson = ["many-things", "yaml-unclosed-list", "code-syntax", "workflow-nowhere", "import-package"];

test("there are more than sixty ways to be wrong", () => {
  expect(cases.length).toBeGreaterThan(60);
});

test.each(cases)("%s is told, with place and remedy, in little time and memory", async (name) => {
  const said = await measured(["validate"], `${bad}/${name}`);
  expectBeside(`${name}/expected.txt`, `${said.stdout}${said.stderr}exit ${said.exitCode}\n`);
  expect(said.exitCode, "3 for an invalid workflow, 6 for none").toBeOneOf([3, 6]);
  expectModest(said);
});

test.each(asJson)("%s is told in JSON, too", async (name) => {
  const { stdout, stderr } = await tntc(["validate", "-o", "json"], { cwd: `${bad}/${name}` });
  expect(stderr).toBe("");
  const { timing: _, ...envelope } = JSON.parse(stdout);
  expectBeside(`${name}/expected.json`, `${JSON.stringify(envelope, null, 2)}\n`);
});

/** The golden answer lies beside the input; `UPDATE_GOLDEN=1` rewrites it. */
function expectBeside(path: string, text: string): void {
  const file = `${bad}/${path}`;
  const said = text.replaceAll(packageRoot(), "<root>");
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(file, said);
  expect(said).toBe(existsSync(file) ? readFileSync(file, "utf8") : "");
}
