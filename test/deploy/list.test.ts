import { afterAll, beforeAll, expect, test } from "vitest";
import { expectClusterGolden } from "./cluster-golden.ts";
import { type Ground, ground } from "./ground.ts";
import { hello } from "./hello.ts";

let at: Ground;

beforeAll(async () => {
  at = await ground();
});
afterAll(() => at[Symbol.asyncDispose]());

test("an empty namespace says so, and is an empty list for programs", async () => {
  expectClusterGolden("list-nothing", await at.tntc(["list"]), at);
  expectClusterGolden("list-nothing-json", await at.tntc(["list", "-o", "json"]), at);
});

test("deployed workflows are listed with version, readiness and age", async () => {
  await at.write(hello({ version: "1.0", greeting: "hi" }));
  expect((await at.tntc(["deploy"])).exitCode).toBe(0);
  expectClusterGolden("list", await at.tntc(["list"]), at);
  expectClusterGolden("list-json", await at.tntc(["list", "-o", "json"]), at);
});

test("-A lists every namespace", async () => {
  const { stdout } = await at.tntc(["list", "-A", "-o", "json"]);
  const { result } = JSON.parse(stdout);
  expect(result).toContainEqual(expect.objectContaining({ name: "hello", namespace: at.namespace, status: "ready" }));
});

test("a context that is not there is one clear error", async () => {
  expectClusterGolden("list-no-context", await at.tntc(["list", "--kube-context", "nowhere"]), {
    ...at,
    cluster: { ...at.cluster, registry: at.env["KUBECONFIG"] ?? "" },
  });
});

test("a cluster that does not answer is unreachable", async () => {
  const ran = await at.tntc(["list", "-o", "json"], { env: { HELM_KUBEAPISERVER: "https://127.0.0.1:9" } });
  expect(ran.exitCode).toBe(7);
  expect(JSON.parse(ran.stdout).result.error).toMatchObject({ code: "CLUSTER-UNREACHABLE" });
});
