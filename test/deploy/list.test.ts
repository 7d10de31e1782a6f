import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packageRoot } from "../../src/package-root.ts";
import { run } from "../cli/tntc.ts";
import { helmVersions } from "../cluster/helm-binary.ts";
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

test.each(helmVersions)(
  "under Helm %s, which takes them for itself, the flags of the cluster mean the same",
  async (version) => {
    const { kubeconfig, context } = at.cluster;
    const home = join(at.dir, `helm-${version}`);
    await mkdir(home);
    const env = { HELM_DATA_HOME: home, HELM_CACHE_HOME: home, HELM_CONFIG_HOME: home, KUBECONFIG: join(home, "none") };
    const helm = [await at.cluster.helm(version)];
    expect(await run([...helm, "plugin", "install", `${packageRoot()}/plugin`], { env })).toMatchObject({
      exitCode: 0,
    });
    const listed = async (line: string[]) => JSON.parse((await run(line, { env })).stdout).result;
    const there = ["-n", at.namespace, "--kube-context", context, "--kubeconfig", kubeconfig];
    const behind = await listed([...helm, "tentacular", "list", "-o", "json", ...there]);
    expect(behind).toEqual([expect.objectContaining({ name: "hello", namespace: at.namespace })]);
    const { result } = JSON.parse((await at.tntc(["list", "-o", "json", ...there], { env })).stdout);
    const ageless = (workflows: object[]) => workflows.map((each) => ({ ...each, age: "" }));
    expect(ageless(behind)).toEqual(ageless(result));
    expect(await listed([...helm, ...there, "tentacular", "list", "-o", "json"])).toHaveLength(1);
    const elsewhere = await run([...helm, "tentacular", "list", ...there, "--kube-context", "nowhere"], { env });
    expect(elsewhere.stderr).toContain('There is no context "nowhere"');
  },
);

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
