import { expect, test } from "vitest";
import { type ModuleGround, moduleGround } from "../deploy/module-ground.ts";
import { deployShop } from "./deploy-shop.ts";
import { restartPods } from "./restart-pods.ts";
import { runShop } from "./run-shop.ts";
import { offer } from "./shop.ts";

test("a pod that starts while the proxy is away ends with one clear error, and serves once it is back", {
  timeout: 400_000,
}, async () => {
  await using at = await moduleGround();
  await deployShop(at, "proxy");
  const { kubectl } = at.cluster;
  await kubectl("-n", at.system.namespace, "scale", "deployment/esm-sh", "--replicas=0");
  await kubectl(
    "-n",
    at.system.namespace,
    "wait",
    "pod",
    "-l",
    "app.kubernetes.io/name=esm-sh",
    "--for=delete",
    "--timeout=60s",
  );
  await restartImpatient(at);
  await expect.poll(() => containerState(at), { timeout: 90_000, interval: 1000 }).toBe("false 78");
  const errors = (await logBefore(at)).filter(({ level }) => level === "error");
  expect(errors).toMatchObject([{ event: "not-loadable", code: "MODULES-UNREACHABLE" }]);
  const { stdout } = await at.tntc(["status", "shop"]);
  expect(stdout).toMatch(/not ready[\s\S]*esm-sh\.\S+" could not be had within 10 s/);

  await kubectl("-n", at.system.namespace, "scale", "deployment/esm-sh", "--replicas=1");
  await kubectl("-n", at.namespace, "wait", "--for=condition=Available", "deployment/shop", "--timeout=150s");
  expect(await runShop(at)).toEqual(offer);
});

test("a proxy that serves other bytes than the lock is refused, and the module is named", async () => {
  await using at = await moduleGround();
  await deployShop(at, "proxy");
  await at.proxy({ minify: false }, "other-bytes");
  await restartPods(at, "shop");
  await expect.poll(() => containerState(at), { timeout: 90_000, interval: 1000 }).toBe("false 78");
  const errors = (await logBefore(at)).filter(({ level }) => level === "error");
  expect(errors).toMatchObject([{ event: "not-loadable", code: "MODULE-CHANGED" }]);
  expect(errors[0]?.msg).toMatch(/^Module "http:\/\/esm-sh\.\S+:8080\/\S+" is refused/);
});

/** Replaces the pod by one whose engine gives up after 10 s instead of a minute. */
async function restartImpatient({ cluster, namespace }: ModuleGround): Promise<void> {
  const patch = [
    { op: "replace", path: "/spec/strategy", value: { type: "Recreate" } },
    { op: "add", path: "/spec/template/spec/containers/0/args/-", value: "--module-wait=10" },
  ];
  await cluster.kubectl("-n", namespace, "patch", "deployment/shop", "--type=json", "-p", JSON.stringify(patch));
}

type Line = { level?: string; event?: string; code?: string; msg?: string };

/** What the engine logged before its container ended. */
async function logBefore({ cluster, namespace }: ModuleGround): Promise<Line[]> {
  const text = await cluster.kubectl("-n", namespace, "logs", "deployment/shop", "--previous", "--tail=-1");
  return text.split("\n").flatMap((line) => (line.startsWith("{") ? [JSON.parse(line)] : []));
}

/** Whether the pod's engine is ready, and what it ended with the last time. */
async function containerState({ cluster, namespace }: ModuleGround): Promise<string> {
  const path = "jsonpath={range .items[*].status.containerStatuses[0]}{.ready} {.lastState.terminated.exitCode}{end}";
  return cluster.kubectl("-n", namespace, "get", "pods", "-l", "app.kubernetes.io/name=shop", "-o", path);
}
