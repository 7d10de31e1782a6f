import { afterAll, beforeAll, expect, test } from "vitest";
import { type ModuleGround, moduleGround } from "../deploy/module-ground.ts";
import { scaleProxy } from "../deploy/scale-proxy.ts";
import { deployShop } from "./deploy-shop.ts";
import { restartPods } from "./restart-pods.ts";
import { runShop } from "./run-shop.ts";
import { offer } from "./shop.ts";

let at: ModuleGround;
beforeAll(async () => {
  at = await moduleGround();
  await deployShop(at, "proxy");
});
afterAll(() => at[Symbol.asyncDispose]());

const soon = { timeout: 90_000, interval: 500 };

test("a pod that starts while the proxy is away waits, ends with one clear error, and serves once it is back", async () => {
  await scaleProxy(at, 0);
  await restartImpatient();
  await expect
    .poll(status, soon)
    .toMatch(/^Why: +shop-\S+: Running, not ready: Waiting for module "http:\/\/esm-sh\.\S+": /m);
  await expect.poll(errorsBefore, soon).toMatchObject([
    {
      event: "not-loadable",
      code: "MODULES-UNREACHABLE",
      msg: expect.stringMatching(/esm-sh\.\S+" could not be had/),
    },
  ]);
  await expect.poll(status, soon).toMatch(/not ready[\s\S]*esm-sh\.\S+" could not be had within 5 s/);
  expect(await exitCodeBefore()).toBe("78");

  // A patient one: on a machine under load the proxy may take longer than this test's impatience.
  await at.cluster.kubectl("-n", at.namespace, "rollout", "undo", "deployment/shop");
  await scaleProxy(at, 1);
  await expect.poll(status, soon).toMatch(/^Status: +ready/m);
  expect(await runShop(at)).toEqual(offer);
});

test("a proxy that serves other bytes than the lock is refused; status names the module and the remedy", async () => {
  await at.proxy({ minify: false }, "other-bytes");
  await restartPods(at, "shop");
  await expect
    .poll(errorsBefore, soon)
    .toMatchObject([{ event: "not-loadable", code: "MODULE-CHANGED", msg: expect.stringMatching(refused) }]);
  expect(await exitCodeBefore()).toBe("78");
  await expect.poll(status, soon).toMatch(/^Why: +shop-\S+: .*is refused: .*; remedy: Lock the same versions anew/m);
});

const refused = /^Module "http:\/\/esm-sh\.\S+:8080\/\S+" is refused: what is served for it now is not what/;

const status = async () => (await at.tntc(["status", "shop"])).stdout;

/** Replaces the pod by one whose engine gives up after 5 s instead of a minute. */
async function restartImpatient(): Promise<void> {
  const patch = [
    { op: "replace", path: "/spec/strategy", value: { type: "Recreate" } },
    { op: "add", path: "/spec/template/spec/containers/0/args/-", value: "--module-wait=5" },
  ];
  await at.cluster.kubectl(
    ...["-n", at.namespace, "patch", "deployment/shop", "--type=json", "-p", JSON.stringify(patch)],
  );
}

type Line = { level?: string; event?: string; code?: string; msg?: string };

/**
 * What the engine of the container before this one logged as errors. The kubelet keeps the log of one container only,
 * and may have removed it while the API still names it: then there is the next one's soon.
 */
async function errorsBefore(): Promise<Line[]> {
  const text = await at.cluster.kubectl("-n", at.namespace, "logs", await podName(), "--previous", "--tail=-1");
  const lines = text.split("\n").flatMap((line): Line[] => (line.startsWith("{") ? [JSON.parse(line)] : []));
  return lines.filter(({ level }) => level === "error");
}

/** What the engine's container ended with the last time. */
async function exitCodeBefore(): Promise<string> {
  const path = "jsonpath={.status.containerStatuses[0].lastState.terminated.exitCode}";
  return await at.cluster.kubectl("-n", at.namespace, "get", await podName(), "-o", path);
}

async function podName(): Promise<string> {
  const selector = "app.kubernetes.io/name=shop,tentacular.dev/role=engine";
  const name = await at.cluster.kubectl("-n", at.namespace, "get", "pods", "-l", selector, "-o", "name");
  return name.trim();
}
