import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { packageRoot } from "../../src/package-root.ts";
import { expectGolden } from "./golden.ts";
import { tntc } from "./tntc.ts";

const fixtures = `${packageRoot()}/test/fixtures`;
const good = readdirSync(fixtures).filter((name) => name !== "bad");
// Settings of whoever runs the tests would have a network of their own.
const env = { TENTACULAR_CONFIG: "/nonexistent/config.yaml", KUBECONFIG: "/nonexistent/kubeconfig" };
const drifted = mkdtempSync(join(tmpdir(), "tentacular-drifted-"));
afterAll(() => rmSync(drifted, { recursive: true, force: true }));

describe.each(good)("%s", (name) => {
  test("what it can reach reads well, and is the same as JSON", async () => {
    const text = await tntc(["contract", name], { cwd: fixtures, env });
    expect({ stderr: text.stderr, exitCode: text.exitCode }).toEqual({ stderr: "", exitCode: 0 });
    expectGolden(`contract/${name}`, text.stdout);
    const json = await tntc(["contract", name, "-o", "json"], { cwd: fixtures, env });
    expectGolden(`contract/${name}-json`, `${JSON.stringify(JSON.parse(json.stdout).result, null, 2)}\n`);
  });
});

test("as JSON, the contract is the result of an envelope", async () => {
  expectGolden("contract/json", (await tntc(["contract", "hello", "-o", "json"], { cwd: fixtures, env })).stdout);
});

test("a workflow with errors, or none, has no contract to show", async () => {
  const bad = await tntc(["contract", "bad/contract-places"], { cwd: fixtures, env });
  expect({ stdout: bad.stdout, exitCode: bad.exitCode }).toEqual({ stdout: "", exitCode: 3 });
  expectGolden("contract/invalid", bad.stderr);
  const none = await tntc(["contract", "nowhere", "-o", "json"], { cwd: fixtures, env });
  expect(none.exitCode).toBe(6);
  expect(JSON.parse(none.stdout).result.error.code).toBe("FOLDER-MISSING");
});

test("contract status tells where code and contract part ways, and asks no cluster for that", async () => {
  cpSync(`${fixtures}/hello`, drifted, { recursive: true });
  const [spec, node] = [join(drifted, "workflow.yaml"), join(drifted, "nodes/greet.ts")];
  const idle = "dependencies: { mail: { protocol: https, host: mail.example } }";
  writeFileSync(spec, readFileSync(spec, "utf8").replace("dependencies: {}", idle));
  writeFileSync(
    node,
    `${readFileSync(node, "utf8")}\nexport const rates = () => fetch("https://rates.example/eur");\n`,
  );
  const text = await tntc(["contract", "status", drifted], { env });
  expect({ stderr: text.stderr, exitCode: text.exitCode }).toEqual({ stderr: "", exitCode: 0 });
  expectGolden("contract/status-drifted", text.stdout);
  const { stdout } = await tntc(["contract", "status", drifted, "-o", "json"], { env });
  const { timing: _, ...envelope } = JSON.parse(stdout);
  expectGolden("contract/status-drifted-json", `${JSON.stringify(envelope, null, 2)}\n`);
});
