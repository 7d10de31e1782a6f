import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { knownSite } from "../cluster/known-site.ts";
import { recorded } from "../cluster/processes.ts";
import { run } from "../cluster/run.ts";
import { expectClusterGolden } from "./cluster-golden.ts";
import { type Ground, ground } from "./ground.ts";

const name = "unwalled";
const harness = [process.execPath, join(import.meta.dirname, "../cluster/main.ts")];
let at: Ground;

/** A cluster of its own, whose policies nobody enforces: the controller ends before the first pod of a test starts. */
beforeAll(async () => {
  await run([...harness, "up", "--name", name]);
  const site = await knownSite(name);
  const controller = site && (await recorded(site)).get("policies");
  if (!controller) throw new Error(`Cluster "${name}" has no controller of policies`);
  process.kill(controller.pid, "SIGKILL");
  at = await ground({ on: name, runtimeClass: "gvisor" });
});
afterAll(async () => {
  await at?.[Symbol.asyncDispose]();
  await run([...harness, "down", "--name", name]);
});

test("policies that nobody enforces, and names that do not resolve, are found by the probe", async () => {
  expectClusterGolden("check-policy-not-enforced", await at.tntc(["cluster", "check", "--probe"]), at);
  const profile = await at.tntc(["cluster", "profile", "--probe", "-o", "json"]);
  expect(JSON.parse(profile.stdout).result.network.policies).toBe("not enforced");
  await at.cluster.kubectl("-n", "kube-system", "scale", "deployment/coredns", "--replicas=0");
  await at.cluster.kubectl(
    "-n",
    "kube-system",
    "wait",
    "--for=delete",
    "pod",
    "-l",
    "k8s-app=kube-dns",
    "--timeout=60s",
  );
  expectClusterGolden("check-dns-dead", await at.tntc(["cluster", "check", "--probe"]), at);
});
