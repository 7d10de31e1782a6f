import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { packageRoot } from "../../src/package-root.ts";
import { helmBinary } from "../cluster/helm-binary.ts";
import { expectGolden } from "./golden.ts";
import { tntc } from "./tntc.ts";

const fixtures = `${packageRoot()}/test/fixtures`;
const good = readdirSync(fixtures).filter((name) => name !== "bad");
// Settings of whoever runs the tests would name another image.
const env = { TENTACULAR_CONFIG: "/nonexistent/config.yaml" };

describe.each(good)("%s", (name) => {
  const cwd = `${fixtures}/${name}`;

  test("workflow.yaml → plan.json", async () => {
    const { stdout, stderr, exitCode } = await tntc(["plan", "-o", "json"], { cwd, env });
    expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
    expectBeside(`${name}/plan.json`, `${JSON.stringify(JSON.parse(stdout).result, null, 2)}\n`);
  });

  test("plan → values.yaml", async () => {
    const { stdout, exitCode } = await tntc(["plan", "--show", "values"], { cwd, env });
    expect(exitCode).toBe(0);
    expectBeside(`${name}/values.yaml`, stdout);
  });

  test("values → manifests.yaml", async () => {
    const helm = await helmBinary("4.2.3");
    const { stdout, stderr, exitCode } = await tntc(["plan", "--show", "manifests"], {
      cwd,
      env: { ...env, HELM_BIN: helm },
    });
    expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
    expectBeside(`${name}/manifests.yaml`, stdout);
  });

  test("the plan reads well", async () => {
    const { stdout } = await tntc(["plan"], { cwd, env });
    expectGolden(`plan-${name}`, stdout);
  });
});

test("as JSON, the plan is the result of an envelope", async () => {
  const { stdout, exitCode } = await tntc(["plan", "hello", "-o", "json"], { cwd: fixtures, env });
  expect(exitCode).toBe(0);
  expectGolden("plan-json", stdout);
});

test("the command line goes before the workflow", async () => {
  const args = ["plan", "contract-full", "-n", "elsewhere", "--runtime-class", "kata", "-o", "json"];
  const { stdout } = await tntc(args, { cwd: fixtures, env });
  expect(JSON.parse(stdout).result.plan).toMatchObject({ namespace: "elsewhere", runtimeClass: "kata" });
});

test("there is no plan of a workflow that has errors", async () => {
  const text = await tntc(["plan", "bad/many-things"], { cwd: fixtures, env });
  expect({ stdout: text.stdout, exitCode: text.exitCode }).toEqual({ stdout: "", exitCode: 3 });
  expectGolden("plan-invalid", text.stderr);
  const json = await tntc(["plan", "bad/cycle-of-three", "-o", "json"], { cwd: fixtures, env });
  expectGolden("plan-invalid-json", json.stdout);
});

test("without Helm there are no manifests, and that is said", async () => {
  const args = ["plan", "hello", "--show", "manifests"];
  const { stderr, exitCode } = await tntc(args, { cwd: fixtures, env: { ...env, HELM_BIN: "/nonexistent/helm" } });
  expect(exitCode).toBe(4);
  expectGolden("plan-without-helm", stderr);
});

/** What comes out of a fixture lies beside it; `UPDATE_GOLDEN=1` rewrites it. */
function expectBeside(path: string, text: string): void {
  const file = `${fixtures}/${path}`;
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(file, text);
  expect(text).toBe(existsSync(file) ? readFileSync(file, "utf8") : "");
}
