import { afterAll, beforeAll, expect, test } from "vitest";
import { expectClusterGolden } from "./cluster-golden.ts";
import { type Ground, ground } from "./ground.ts";
import { limitedUser } from "./limited-user.ts";
import { systemFacts } from "./system-facts.ts";

let at: Ground;
let env: Record<string, string>;

beforeAll(async () => {
  at = await ground();
  const moduleProxy = `http://esm-sh.${at.namespace}.svc.cluster.local:8080`;
  env = await systemFacts(at, { version: "0.1.0", moduleProxy, moduleProxyVersion: "v137_6", runtimeClass: "gvisor" });
  await at.cluster.apply(
    [
      { apiVersion: "v1", kind: "ResourceQuota", metadata: { name: "team" }, spec: { hard: { pods: "5" } } },
      {
        apiVersion: "v1",
        kind: "LimitRange",
        metadata: { name: "team" },
        spec: { limits: [{ type: "Container", max: { memory: "2Gi" } }] },
      },
    ],
    at.namespace,
  );
  await at.cluster.kubectl("-n", at.namespace, "wait", "--for=jsonpath={.status.hard.pods}=5", "resourcequota/team");
});
afterAll(() => at[Symbol.asyncDispose]());

const profile = (args: string[], more: Record<string, string> = {}) =>
  at.tntc(["cluster", "profile", ...args], { env: { ...env, ...more } });

test("profile says what was found, as text, JSON and markdown", async () => {
  expectClusterGolden("profile", await profile([]), at);
  expectClusterGolden("profile-json", await profile(["-o", "json"]), at);
  expectClusterGolden("profile-markdown", await profile(["-o", "markdown"]), at);
});

test("what may not be read is said, and stops nothing", async () => {
  const KUBECONFIG = await limitedUser(at, []);
  expectClusterGolden("profile-forbidden", await profile([], { KUBECONFIG }), at);
});

test("a cluster that does not answer has no profile", async () => {
  const ran = await profile(["-o", "json"], { HELM_KUBEAPISERVER: "https://127.0.0.1:1" });
  expect(ran.exitCode).toBe(7);
});
