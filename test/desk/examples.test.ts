import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { packageRoot } from "../../src/package-root.ts";
import { run, tntc } from "../cli/tntc.ts";

const folder = join(packageRoot(), "examples");
const examples = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());

test("there are some", () => {
  expect(examples.length).toBeGreaterThanOrEqual(3);
});

describe.each(examples.map(({ name }) => name))("examples/%s", (name) => {
  const dir = join(folder, name);

  test("is sound, without a warning", async () => {
    const { exitCode, stdout, stderr } = await tntc(["validate", dir]);
    expect(exitCode, stdout + stderr).toBe(0);
    expect(stdout + stderr).not.toContain("warning");
  });

  test("passes its tests, and every node has some", async () => {
    const { exitCode, stdout } = await tntc(["test", dir]);
    expect(exitCode, stdout).toBe(0);
    expect(stdout).not.toContain("no fixtures");
  });

  test("passes as a whole", async () => {
    const { exitCode, stdout } = await tntc(["test", dir, "--pipeline"]);
    expect(exitCode, stdout).toBe(0);
  });
});

test("the examples are clean TypeScript", async () => {
  expect(await run([join(packageRoot(), "node_modules/.bin/tsc"), "-p", folder])).toMatchObject({
    exitCode: 0,
    stdout: "",
  });
});

test.each([
  ["hello", '{"name":"reader"}', { greet: { greeting: "Hello, reader!" } }],
  ["fan-out", '{"text":"one two two"}', { summary: { longest: "one", mostOften: "two", differentWords: 2 } }],
])("examples/%s runs at the desk", async (name, input, outputs) => {
  const { exitCode, stdout, stderr } = await tntc(["run", "--local", "--input", input], { cwd: join(folder, name) });
  expect(exitCode, stderr).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ success: true, outputs });
});
