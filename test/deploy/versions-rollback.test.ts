import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Ran, run } from "../cli/tntc.ts";
import { expectClusterGolden } from "./cluster-golden.ts";
import { deployerRules } from "./deployer-rules.ts";
import { type Ground, ground } from "./ground.ts";
import { broken, hello } from "./hello.ts";
import { limitedUser } from "./limited-user.ts";
import { stuckTick } from "./stuck-tick.ts";

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
  await stuckTick(at, "hello", "hello-tick");
  const KUBECONFIG = await limitedUser(at, deployerRules({ manual: true, cron: [] }));
  failed = await at.tntc(["deploy"], { env: { KUBECONFIG } });
});
afterAll(() => at[Symbol.asyncDispose]());

const kubectl = (...args: string[]) => at.cluster.kubectl("-n", at.namespace, ...args);

async function helm(...args: string[]): Promise<void> {
  const { exitCode, stderr } = await run([at.env["HELM_BIN"] ?? "", ...args, "-n", at.namespace], { env: at.env });
  expect(exitCode, stderr).toBe(0);
}

test("a user who has just the verbs that preflight asks for, and may read no log, gets back from a broken version", () => {
  expect(failed.exitCode, failed.stderr).toBe(1);
  expect(failed.stderr).toContain("which serves");
});

test("a tick that cannot start is not removed by a user who may not, who is told the command", () => {
  expect(failed.stderr).toMatch(
    /⚠ The tick hello-tick keeps later ones away: its image .* does not start; .*: kubectl delete job hello-tick -n /,
  );
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

test("rollback passes over what failed and over its double, and removes the tick that cannot start", async () => {
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
    const said = await kubectl("get", "configmaps", "-o", "name");
    return said.split("\n").filter((name) => name.startsWith("configmap/hello-code-"));
  };
  const versions = async (): Promise<{ revision: number; code: string }[]> =>
    JSON.parse((await at.tntc(["versions", "hello", "-o", "json"])).stdout).result;
  const broken = (await versions()).find(({ revision }) => revision === 3);
  expect(await code()).toContain(`configmap/hello-code-${broken?.code}`);
  // As Helm does after ten more revisions.
  await kubectl("delete", "secret", "sh.helm.release.v1.hello.v3");
  await at.write(hello({ version: "4.0", greeting: "four" }));
  expect((await at.tntc(["deploy"])).exitCode).toBe(0);
  const kept = new Set((await versions()).map((each) => `configmap/hello-code-${each.code}`));
  expect(kept.size).toBe(3);
  expect(new Set(await code())).toEqual(kept);
});

describe("under a quota of pods", () => {
  // One pod more than runs is needed for a rollout.
  test("a quota that is full refuses the pods of an upgrade: told at once in its words, and gone back from", async () => {
    await expect.poll(() => kubectl("get", "pods", "-o", "name"), { timeout: 60_000 }).toMatch(/^\S+\n$/);
    await allowPods(1);
    await at.write(hello({ version: "5.0", greeting: "five" }));
    const { stderr, exitCode, code, message, evidence, undone, seconds } = await refused();
    expect({ exitCode, code, undone }).toEqual({
      exitCode: 1,
      code: "ROLLOUT-FAILED",
      undone: expect.stringMatching(/^rolled back to revision \d+ \(4\.0\)$/),
    });
    expect(message).toContain("exceeded quota: few, requested: pods=1, used: pods=1, limited: pods=1");
    expect(evidence).toMatchObject({ reason: "FailedCreate", workflow: "hello" });
    expect(evidence.events).toContainEqual(
      expect.objectContaining({
        reason: "FailedCreate",
        object: expect.stringMatching(/^ReplicaSet\/hello-/),
        message: expect.stringContaining("exceeded quota: few"),
      }),
    );
    expect(stderr).toContain("⚠ FailedCreate: Error creating");
    expect(seconds).toBeLessThan(60);
    expect(JSON.parse((await at.tntc(["run", "hello"])).stdout).outputs.greet).toEqual({ greeting: "four" });
  });

  test("a rollback whose pods cannot start shows why, and what served before serves again", async () => {
    const ran = await at.tntc(["rollback", "hello", "--version", "1.0"]);
    expect(ran.exitCode, ran.stderr).toBe(1);
    expect(ran.stderr).toMatch(
      /Revision \d+ does not work\n.*exceeded quota: few.*; rolled back to revision \d+ \(4\.0\) \(ROLLOUT-FAILED\)/s,
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
    expect(status.stderr).toContain(`tntc rollback hello --revision ${serving.revision} -n ${at.namespace}\n`);
    const out = await at.tntc(["rollback", "hello", "--revision", `${serving.revision}`]);
    expect(out.exitCode, out.stderr).toBe(0);
  });

  test("where no pod is allowed at all, nothing of a first deploy is left", async () => {
    await allowPods(0);
    await at.write(hello({ version: "1.0", greeting: "hi", name: "first" }));
    const { code, evidence, undone } = await refused();
    expect(code).toBe("ROLLOUT-FAILED");
    expect(evidence.events).toContainEqual(expect.objectContaining({ reason: "FailedCreate" }));
    expect(undone).toContain("no earlier revision worked");
    expect(await kubectl("get", "deployments,secrets", "-l", "app.kubernetes.io/name=first", "-o", "name")).toBe("");
  });

  test("once there is room again, the same deploy works", async () => {
    await allowPods(3);
    expect((await at.tntc(["deploy"])).exitCode).toBe(0);
  });

  /** How many pods the namespace may have. */
  async function allowPods(pods: number): Promise<void> {
    const quota = { apiVersion: "v1", kind: "ResourceQuota", metadata: { name: "few" }, spec: { hard: { pods } } };
    await at.cluster.apply([quota], at.namespace);
    const path = `/api/v1/namespaces/${at.namespace}/resourcequotas/few`;
    const used = async () => JSON.parse(await kubectl("get", "--raw", path)).status.hard?.pods;
    await expect.poll(used, { timeout: 20_000 }).toBe(String(pods));
  }

  /** What a deploy that the quota forbids tells, and how long its pods were waited for, in seconds. */
  async function refused() {
    const startedAt = Date.now();
    const { stdout, stderr, exitCode } = await at.tntc(["deploy", "-o", "json"]);
    const { code, message, result } = JSON.parse(stdout).result.error;
    return { stderr, exitCode, code, message, ...result, seconds: (Date.now() - startedAt) / 1000 };
  }
});

test("a workflow whose release history or Service somebody took away is there all the same, and a deploy mends it", async () => {
  await kubectl("delete", "quota", "few");
  await kubectl("delete", "secrets", "-l", "name=hello,owner=helm");
  const versions = await at.tntc(["versions", "hello"]);
  expectClusterGolden("versions-without-history", versions, at);
  const rollback = await at.tntc(["rollback", "hello"]);
  expect(rollback.stderr).toContain('Workflow "hello" is in namespace');
  await kubectl("delete", "service", "hello");
  expectClusterGolden("run-without-service", await at.tntc(["run", "hello"]), at);
  await at.write(hello({ version: "4.0", greeting: "four" }));
  const again = await at.tntc(["deploy"]);
  expect(again.exitCode, again.stderr).toBe(0);
  expect(JSON.parse((await at.tntc(["run", "hello"])).stdout).outputs.greet).toEqual({ greeting: "four" });
});
