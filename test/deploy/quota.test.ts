import { afterAll, beforeAll, expect, test } from "vitest";
import { type Ground, ground } from "./ground.ts";
import { hello } from "./hello.ts";

let at: Ground;

beforeAll(async () => {
  at = await ground();
});
afterAll(() => at[Symbol.asyncDispose]());

const kubectl = (...args: string[]) => at.cluster.kubectl("-n", at.namespace, ...args);

/** How many pods the namespace may have. */
async function allowPods(pods: number): Promise<void> {
  const quota = { apiVersion: "v1", kind: "ResourceQuota", metadata: { name: "few" }, spec: { hard: { pods } } };
  await at.cluster.apply([quota], at.namespace);
  const used = () => kubectl("get", "resourcequota", "few", "-o", "jsonpath={.status.hard.pods}");
  await expect.poll(used, { timeout: 20_000 }).toBe(String(pods));
}

/** What a deploy that the quota forbids tells, and how long its pods were waited for, in seconds. */
async function refused() {
  const startedAt = Date.now();
  const { stdout, stderr, exitCode } = await at.tntc(["deploy", "-o", "json"]);
  const { code, message, result } = JSON.parse(stdout).result.error;
  return { stderr, exitCode, code, message, ...result, seconds: (Date.now() - startedAt) / 1000 };
}

test("a quota that is full refuses the pods of an upgrade: told at once in its words, and gone back from", async () => {
  await at.write(hello({ version: "1.0", greeting: "hi" }));
  expect((await at.tntc(["deploy"])).exitCode).toBe(0);
  await allowPods(1);
  await at.write(hello({ version: "1.1", greeting: "later" }));
  const { stderr, exitCode, code, message, evidence, undone, seconds } = await refused();
  expect({ exitCode, code, undone }).toEqual({
    exitCode: 1,
    code: "ROLLOUT-FAILED",
    undone: "rolled back to revision 1 (1.0)",
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
  expect(JSON.parse((await at.tntc(["run", "hello"])).stdout).outputs.greet).toEqual({ greeting: "hi" });
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
