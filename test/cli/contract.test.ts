import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { packageRoot } from "../../src/package-root.ts";
import { expectGolden } from "./golden.ts";
import { tntc } from "./tntc.ts";

const fixtures = `${packageRoot()}/test/fixtures`;
const good = readdirSync(fixtures).filter((name) => name !== "bad");
// Settings of whoever runs the tests would have a network of their own.
const env = { TENTACULAR_CONFIG: "/nonexistent/config.yaml" };

describe.each(good)("%s", (name) => {
  test("what it can reach reads well, and is the same as JSON", async () => {
    const text = await tntc(["contract", name], { cwd: fixtures, env });
    expect({ stderr: text.stderr, exitCode: text.exitCode }).toEqual({ stderr: "", exitCode: 0 });
    expectGolden(`contract/${name}`, text.stdout);
    const json = await tntc(["contract", name, "-o", "json"], { cwd: fixtures, env });
    expectGolden(`contract/${name}-json`, `${JSON.stringify(JSON.parse(json.stdout).result, null, 2)}\n`);
  });
});

test("a workflow with errors, or none, has no contract to show", async () => {
  const bad = await tntc(["contract", "bad/contract-places"], { cwd: fixtures, env });
  expect({ stdout: bad.stdout, exitCode: bad.exitCode }).toEqual({ stdout: "", exitCode: 3 });
  expectGolden("contract/invalid", bad.stderr);
  const none = await tntc(["contract", "nowhere", "-o", "json"], { cwd: fixtures, env });
  expect(none.exitCode).toBe(6);
  expect(JSON.parse(none.stdout).result.error.code).toBe("FOLDER-MISSING");
});
