import { afterAll, beforeAll, expect, test } from "vitest";
import { expectClusterGolden } from "./cluster-golden.ts";
import { type Ground, ground } from "./ground.ts";
import { broken, hello } from "./hello.ts";

let at: Ground;

beforeAll(async () => {
  at = await ground();
  await at.write(hello({ version: "1.0", greeting: "one" }));
  expect((await at.tntc(["deploy"])).exitCode).toBe(0);
  await at.write(hello({ version: "2.0", greeting: "two" }));
  expect((await at.tntc(["deploy"])).exitCode).toBe(0);
  await at.write(broken("3.0"));
  expect((await at.tntc(["deploy"])).exitCode).toBe(1);
});
afterAll(() => at[Symbol.asyncDispose]());

test("every deploy and rollback is a line, newest first; one whose pods did not serve has failed", async () => {
  expectClusterGolden("versions", await at.tntc(["versions", "hello"]), at);
  expectClusterGolden("versions-json", await at.tntc(["versions", "hello", "-o", "json"]), at);
});

test("an unknown workflow has no versions", async () => {
  expectClusterGolden("versions-unknown", await at.tntc(["versions", "nobody"]), at);
  expectClusterGolden("versions-unknown-json", await at.tntc(["versions", "nobody", "-o", "json"]), at);
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

test("a rollback whose pods cannot start shows why, and its revision has failed", async () => {
  // One pod more than runs is needed for a rollout; the quota refuses it.
  const quota = { apiVersion: "v1", kind: "ResourceQuota", metadata: { name: "full" }, spec: { hard: { pods: "1" } } };
  await expect.poll(() => at.cluster.kubectl("-n", at.namespace, "get", "pods", "-o", "name")).toMatch(/^\S+\n$/);
  await at.cluster.apply([quota], at.namespace);
  const ran = await at.tntc(["rollback", "hello", "--version", "1.0"]);
  expect(ran.exitCode, ran.stderr).toBe(1);
  expect(ran.stderr).toMatch(/Revision \d+ does not work\n.*exceeded quota: full.*\(ROLLOUT-FAILED\)/s);
  const { stdout } = await at.tntc(["versions", "hello", "-o", "json"]);
  expect(JSON.parse(stdout).result[0]).toMatchObject({ version: "1.0", status: "failed" });
  await at.cluster.kubectl("-n", at.namespace, "delete", "resourcequota", "full");
});
