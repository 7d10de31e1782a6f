import { afterAll, beforeAll, expect, test } from "vitest";
import { type Ran, run } from "../cli/tntc.ts";
import { expectClusterGolden } from "./cluster-golden.ts";
import { deployerRules } from "./deployer-rules.ts";
import { type Ground, ground } from "./ground.ts";
import { broken, hello } from "./hello.ts";
import { limitedUser } from "./limited-user.ts";

let at: Ground;
/** The deploy of a broken version, by a user with few rights. */
let failed: Ran;

beforeAll(async () => {
  at = await ground();
  await at.write(hello({ version: "1.0", greeting: "one" }));
  expect((await at.tntc(["deploy"])).exitCode).toBe(0);
  await at.write(hello({ version: "2.0", greeting: "two" }));
  expect((await at.tntc(["deploy"])).exitCode).toBe(0);
  await at.write(broken("3.0"));
  const KUBECONFIG = await limitedUser(at, deployerRules({ manual: true, cron: [] }));
  failed = await at.tntc(["deploy"], { env: { KUBECONFIG } });
});
afterAll(() => at[Symbol.asyncDispose]());

async function helm(...args: string[]): Promise<void> {
  const { exitCode, stderr } = await run([at.env["HELM_BIN"] ?? "", ...args, "-n", at.namespace], { env: at.env });
  expect(exitCode, stderr).toBe(0);
}

test("a user who has just the verbs that preflight asks for, and may read no log, gets back from a broken version", () => {
  expect(failed.exitCode, failed.stderr).toBe(1);
  expect(failed.stderr).toContain("which serves");
});

test("every deploy and rollback is a line, newest first; one whose pods did not serve has failed", async () => {
  expectClusterGolden("versions", await at.tntc(["versions", "hello"]), at);
  expectClusterGolden("versions-json", await at.tntc(["versions", "hello", "-o", "json"]), at);
});

test("an unknown workflow has no versions", async () => {
  expectClusterGolden("versions-unknown", await at.tntc(["versions", "nobody"]), at);
  expectClusterGolden("versions-unknown-json", await at.tntc(["versions", "nobody", "-o", "json"]), at);
});

test("a Helm release that is not a workflow has no versions", async () => {
  await at.write({ "foreign/Chart.yaml": "{apiVersion: v2, name: foreign, version: 1.0.0}" });
  await helm("install", "foreign", `${at.dir}/foreign`);
  expectClusterGolden("versions-foreign", await at.tntc(["versions", "foreign"]), at);
});

test("rollback passes over what failed and over its double", async () => {
  expectClusterGolden("rollback", await at.tntc(["rollback", "hello"]), at);
  const { stdout } = await at.tntc(["run", "hello"]);
  expect(JSON.parse(stdout).outputs).toEqual({ greet: { greeting: "one" } });
});

test("rollback to a version or a revision, for programs", async () => {
  expectClusterGolden(
    "rollback-version-json",
    await at.tntc(["rollback", "hello", "--version", "2.0", "-o", "json"]),
    at,
  );
  const { stdout } = await at.tntc(["run", "hello"]);
  expect(JSON.parse(stdout).outputs).toEqual({ greet: { greeting: "two" } });
});

test("rollback to what never was changes nothing", async () => {
  expectClusterGolden("rollback-unknown", await at.tntc(["rollback", "hello", "--revision", "99"]), at);
  expectClusterGolden(
    "rollback-unknown-json",
    await at.tntc(["rollback", "hello", "--revision", "99", "-o", "json"]),
    at,
  );
  expectClusterGolden("rollback-current", await at.tntc(["rollback", "hello", "--version", "2.0"]), at);
});

test("code that no kept revision has is removed, all other code stays", async () => {
  const code = async () => {
    const said = await at.cluster.kubectl("-n", at.namespace, "get", "configmaps", "-o", "name");
    return said.split("\n").filter((name) => name.startsWith("configmap/hello-code-"));
  };
  const versions = async (): Promise<{ revision: number; code: string }[]> =>
    JSON.parse((await at.tntc(["versions", "hello", "-o", "json"])).stdout).result;
  const broken = (await versions()).find(({ revision }) => revision === 3);
  expect(await code()).toContain(`configmap/hello-code-${broken?.code}`);
  // As Helm does after ten more revisions.
  await at.cluster.kubectl("-n", at.namespace, "delete", "secret", "sh.helm.release.v1.hello.v3");
  await at.write(hello({ version: "4.0", greeting: "four" }));
  expect((await at.tntc(["deploy"])).exitCode).toBe(0);
  const kept = new Set((await versions()).map((each) => `configmap/hello-code-${each.code}`));
  expect(kept.size).toBe(3);
  expect(new Set(await code())).toEqual(kept);
});

test("a rollback whose pods cannot start shows why, and what served before serves again", async () => {
  // One pod more than runs is needed for a rollout; the quota refuses it.
  const quota = { apiVersion: "v1", kind: "ResourceQuota", metadata: { name: "full" }, spec: { hard: { pods: "1" } } };
  const pods = () => at.cluster.kubectl("-n", at.namespace, "get", "pods", "-o", "name");
  await expect.poll(pods, { timeout: 60_000 }).toMatch(/^\S+\n$/);
  await at.cluster.apply([quota], at.namespace);
  const ran = await at.tntc(["rollback", "hello", "--version", "1.0"]);
  expect(ran.exitCode, ran.stderr).toBe(1);
  expect(ran.stderr).toMatch(
    /Revision \d+ does not work\n.*exceeded quota: full.*; rolled back to revision \d+ \(4\.0\) \(ROLLOUT-FAILED\)/s,
  );
  const { stdout } = await at.tntc(["versions", "hello", "-o", "json"]);
  const [serving, failed] = JSON.parse(stdout).result;
  expect([serving, failed]).toMatchObject([
    { version: "4.0", status: "deployed" },
    { version: "1.0", status: "failed" },
  ]);
  // By hand it is left there; status says what serves meanwhile, and how to get out.
  await helm("rollback", "hello", `${failed.revision}`);
  const status = await at.tntc(["status", "hello"]);
  expect(status.exitCode).toBe(1);
  expect(status.stdout).toMatch(/^Status: +not ready$/m);
  const meanwhile = `4.0 (revision ${serving.revision}), while 1.0 (revision ${serving.revision + 1}) failed`;
  expect(status.stdout).toContain(meanwhile);
  expect(status.stderr).toContain(`tntc rollback hello --revision ${serving.revision}\n`);
  const out = await at.tntc(["rollback", "hello", "--revision", `${serving.revision}`]);
  expect(out.exitCode, out.stderr).toBe(0);
  await at.cluster.kubectl("-n", at.namespace, "delete", "resourcequota", "full");
});
