import { appendFileSync, cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { packageRoot } from "../../src/package-root.ts";
import { expectGolden } from "./golden.ts";
import { tntc } from "./tntc.ts";

const fixtures = `${packageRoot()}/test/fixtures`;
const good = readdirSync(fixtures).filter((name) => name !== "bad");

test.each(good)("%s is valid, and its warnings are told", async (name) => {
  const { stdout, stderr, exitCode } = await tntc(["validate"], { cwd: `${fixtures}/${name}` });
  expectGolden(`validate-${name}`, stdout);
  expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
});

test("as JSON, a valid workflow comes with what was derived from it", async () => {
  const { stdout, exitCode } = await tntc(["validate", "contract-full", "-o", "json"], { cwd: fixtures });
  expect(exitCode).toBe(0);
  expectGolden("validate-json", stdout);
});

test("places are told from where one stands, so that an editor finds them", async () => {
  const { stdout } = await tntc(["validate", "bad/code-syntax"], { cwd: fixtures });
  expect(stdout).toMatch(/^bad\/code-syntax\/nodes\/a\.ts:2:16 error /);
});

test("the file itself may be named instead of its folder", async () => {
  const { stdout, exitCode } = await tntc(["validate", "hello/workflow.yaml"], { cwd: fixtures });
  expect({ stdout, exitCode }).toEqual({ stdout: "✓ hello is valid: 1 node in 1 stage\n", exitCode: 0 });
});

test("code that is too large to be deployed is told, and is valid all the same", async () => {
  const dir = mkdtempSync(join(tmpdir(), "tentacular-large-"));
  try {
    cpSync(`${fixtures}/hello`, dir, { recursive: true });
    appendFileSync(join(dir, "nodes/greet.ts"), `// ${"x".repeat(196 * 1024)}\n`);
    const { stdout, exitCode } = await tntc(["validate"], { cwd: dir });
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^nodes\/greet.ts:1:1 warning CODE-TOO-LARGE The workflow's code is 196\.\d KiB in 2 files/);
  } finally {
    rmSync(dir, { recursive: true });
  }
});

test("a folder that is not there is no workflow", async () => {
  const { stdout, stderr, exitCode } = await tntc(["validate", "nowhere"], { cwd: fixtures });
  expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 6 });
  expectGolden("validate-nowhere", stderr);
});
