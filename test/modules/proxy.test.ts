import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { SystemRelease } from "../charts/system-release.ts";
import { type Ground, ground } from "../deploy/ground.ts";
import { keepRunning } from "../deploy/keep-running.ts";
import { type ModuleGround, moduleGround } from "../deploy/module-ground.ts";
import { pricing } from "../deploy/pricing.ts";
import { scaleProxy } from "../deploy/scale-proxy.ts";
import { deployShop } from "./deploy-shop.ts";
import { endedBefore } from "./ended-before.ts";
import { heavy } from "./heavy.ts";
import { reachOfPod } from "./reach-of-pod.ts";
import { reachOfProxy } from "./reach-of-proxy.ts";
import { replacePod } from "./replace-pod.ts";
import { restartImpatient } from "./restart-impatient.ts";
import { restartPods } from "./restart-pods.ts";
import { runShop } from "./run-shop.ts";
import { serviceFor } from "./service-for.ts";
import { offer } from "./shop.ts";
import { upgradeSystem } from "./upgrade-system.ts";

// One proxy for all tests of this file, which follow each other: it serves, changes, is away, lies, and goes.
let at: ModuleGround;
/** The proxy that the first one is replaced by. */
let next: SystemRelease;
beforeAll(async () => {
  at = await moduleGround({ claim: true });
});
afterAll(async () => {
  await next?.[Symbol.asyncDispose]();
  await at[Symbol.asyncDispose]();
});

async function price(): Promise<object> {
  const { stdout, stderr } = await at.tntc(["run", "pricing", "--input", '{"net": 100}']);
  expect(stderr).toContain("succeeded");
  return JSON.parse(stdout).outputs.price;
}

async function deploy(by: Ground): Promise<string> {
  const { exitCode, stderr } = await by.tntc(["deploy"]);
  expect(exitCode, stderr).toBe(0);
  return stderr;
}

const paid = { gross: 120, greeting: "Hello, Ada", version: "1.0" };

/** The lock of the folder as text. */
const lockText = () => readFile(join(at.dir, "deno.lock"), "utf8");
const unlock = () => rm(join(at.dir, "deno.lock"));

const soon = { timeout: 90_000, interval: 1000 };
const status = async () => (await at.tntc(["status", "pricing"])).stdout;
const errorsBefore = async () => (await endedBefore(at, "pricing")).errors;
const exitCodeBefore = async () => (await endedBefore(at, "pricing")).exitCode;

test("packages, private and JSR ones too, come from the cluster's proxy, and a deploy writes their lock", async () => {
  await at.write(pricing());
  expect((await at.tntc(["deploy", "--dry-run"])).stderr).toMatch(/Would lock \d+ modules in deno\.lock/);
  await expect(lockText(), "a dry run writes nothing").rejects.toMatchObject({ code: "ENOENT" });
  expect(await deploy(at)).toMatch(/✓ Locked \d+ modules in deno\.lock/);
  expect(await price()).toEqual(paid);
  expect(await lockText()).toContain("/zod@^3?target=denonext");
  const planned = await at.tntc(["plan", "-o", "json"]);
  const deployed = await at.tntc(["status", "pricing", "-o", "json"]);
  expect(JSON.parse(planned.stdout).result.code.digest, "the plan knows the code that was deployed").toContain(
    JSON.parse(deployed.stdout).result.code,
  );
});

test("half a mebibyte of modules travels in a release, below what Kubernetes takes, and serves", async () => {
  await using own = await ground({ system: at.system.namespace });
  await own.write(heavy);
  await deploy(own);
  const ran = await own.tntc(["run", "heavy"]);
  expect(JSON.parse(ran.stdout).outputs.load).toEqual([1, 2, "<p><em>3</em></p>\n", "function"]);
  const release = await own.cluster.kubectl(
    ...["-n", own.namespace, "get", "secret", "sh.helm.release.v1.heavy.v1", "-o", "jsonpath={.data.release}"],
  );
  const kib = Buffer.from(release, "base64").length / 1024;
  expect(kib).toBeGreaterThan(300);
  expect(kib, "as was estimated, with the chart itself").toBeLessThan(600);
});

test("an upgrade of the proxy fails no run; the lock is made anew with the same versions, and a deploy serves", async () => {
  await unlock();
  await at.write(pricing({ zod: "3.22.4" }));
  await deploy(at);
  const before = JSON.parse(await lockText());
  const stop = await keepRunning(at, "pricing", { net: 100 });
  await at.proxy({ sourceMap: false }, "next");
  const { runs, failures } = await stop();
  expect(failures).toEqual([]);
  expect(runs).toBeGreaterThan(3);
  const outdated = await at.tntc(["deploy", "--dry-run"]);
  expect(outdated.stderr).toMatch(/deno\.lock was made with module proxy \w+, and the cluster has next/);
  await relock();
  const after = JSON.parse(await lockText());
  expect(after.redirects).toEqual(before.redirects);
  expect(Object.keys(after.remote)).toEqual(Object.keys(before.remote));
  expect(after.remote).not.toEqual(before.remote);
  expect(after.tentacular.moduleProxy).toBe("next");
  expect(await readdir(at.disk ?? ""), "each version keeps what it has built apart").toEqual(
    [before.tentacular.moduleProxy, "next"].sort(),
  );
  await at.write(pricing({ version: "2.0", zod: "3.22.4" }));
  await deploy(at);
  expect(await price()).toEqual({ ...paid, version: "2.0" });
});

test("a lock of another cluster's proxy is refused, and made for this one with its versions", async () => {
  await unlock();
  await at.write(pricing());
  await at.tntc(["contract", "lock"]);
  const lock = await lockText();
  await writeFile(join(at.dir, "deno.lock"), lock.replaceAll(at.system.namespace, "elsewhere"));
  const foreign = await at.tntc(["deploy"]);
  expect(foreign.stderr).toContain('The lock was made for "http://esm-sh.elsewhere.svc.cluster.local:8080"');
  expect(foreign.exitCode).toBe(3);
  expect((await at.tntc(["contract", "lock"])).exitCode).toBe(0);
  expect(await lockText()).toBe(lock);
});

test("an upgrade of the system fails no run, and pods that start meanwhile become Ready", async () => {
  const stop = await keepRunning(at, "pricing", { net: 100 });
  const upgrade = upgradeSystem(at.system);
  await replacePod(at, "pricing");
  const version = await upgrade;
  const { runs, failures } = await stop();
  expect(failures).toEqual([]);
  expect(runs).toBeGreaterThan(5);
  const inSystem = ["-n", at.system.namespace];
  const facts = await at.cluster.kubectl(...inSystem, "get", "configmap", "tentacular-system", "-o", "json");
  expect(JSON.parse(facts).data.version).toBe(version);
});

test("the proxy's policy lets it reach its registry and public addresses, and no address that is not public", async () => {
  const { internet, npmRegistry, kubectl } = at.cluster;
  // On the port of public registries, so that nothing but its address closes it.
  await at.cluster.apply(serviceFor("neighbour", internet.privateAddress), at.namespace);
  const allowed = [new URL(npmRegistry.url).host, "api.example.com:443"];
  const inside = ["kubernetes.default.svc:443", `neighbour.${at.namespace}.svc:443`];
  const places = [...allowed, ...inside, "private.example.com:443", `${internet.metadataAddress}:80`];
  expect(await reachOfProxy(at, places)).toEqual(allowed);

  const policy = ["-n", at.system.namespace, "networkpolicy", "esm-sh"];
  const { egress } = JSON.parse(await kubectl("get", ...policy, "-o", "json")).spec;
  const wayOut = (rules: object[]) =>
    kubectl("patch", ...policy, "--type=merge", "-p", JSON.stringify({ spec: { egress: rules } }));
  await wayOut([{}]);
  await expect.poll(() => reachOfProxy(at, places), soon).toEqual(places);
  await wayOut(egress);
});

test("a proxy that is away is not missed by a complete lock; what a lock lacks cannot be had", async () => {
  const lock = await lockText();
  await scaleProxy(at, 0);
  const again = await at.tntc(["deploy", "--dry-run"]);
  expect(again.exitCode, again.stderr).toBe(0);
  expect(again.stderr).not.toContain("Resolving");
  expect(await lockText()).toBe(lock);
  await at.write(pricing({ zod: "^4" }));
  const lacking = await at.tntc(["deploy"]);
  expect(lacking.stderr).toContain("no endpoints available for service");
  expect(lacking.exitCode).toBe(7);
});

test("a pod that starts while the proxy is away waits, ends with one clear error, and serves once it is back", async () => {
  await restartImpatient(at, "pricing");
  await expect
    .poll(status, soon)
    .toMatch(/^Why: +pricing-\S+: Running, not ready: Waiting for module "http:\/\/esm-sh\.\S+": /m);
  await expect.poll(errorsBefore, soon).toMatchObject([
    {
      event: "not-loadable",
      code: "MODULES-UNREACHABLE",
      msg: expect.stringMatching(/esm-sh\.\S+" could not be had/),
    },
  ]);
  await expect.poll(status, soon).toMatch(/not ready[\s\S]*esm-sh\.\S+" could not be had within 5 s/);
  expect(await exitCodeBefore()).toBe(78);

  // A patient one: on a machine under load the proxy may take longer than this test's impatience.
  await at.cluster.kubectl("-n", at.namespace, "rollout", "undo", "deployment/pricing");
  await scaleProxy(at, 1);
  await at.cluster.kubectl("-n", at.namespace, "rollout", "status", "deployment/pricing", "--timeout=90s");
  await expect.poll(status, soon).toMatch(/^Status: +ready/m);
  expect(await price()).toEqual({ ...paid, version: "2.0" });
});

test("a proxy that serves other bytes than the lock is refused; status names the module and the remedy", async () => {
  await at.proxy({ minify: false }, "other-bytes");
  await restartPods(at, "pricing");
  await expect
    .poll(errorsBefore, soon)
    .toMatchObject([{ event: "not-loadable", code: "MODULE-CHANGED", msg: expect.stringMatching(refused) }]);
  expect(await exitCodeBefore()).toBe(78);
  await expect.poll(status, soon).toMatch(/^Why: +pricing-\S+: .*is refused: .*; remedy: Lock the same versions anew/m);
});

const refused = /^Module "http:\/\/esm-sh\.\S+:8080\/\S+" is refused: what is served for it now is not what/;

test("with the next version beside the first, pods of either lock start, also when the first is gone and the next is upgraded; no run fails", async () => {
  await at.write(pricing());
  await relock();
  await deploy(at);
  const before = JSON.parse(await lockText());
  const stop = await keepRunning(at, "pricing", { net: 100 });
  next = await at.besideProxy({}, "beside");
  await at.settle(`moduleProxy: { namespace: ${next.namespace} }\n`);
  const foreign = await at.tntc(["deploy", "--dry-run"]);
  expect(foreign.stderr).toContain(`the cluster's module proxy is "http://esm-sh.${next.namespace}.`);
  await relock();
  const text = await lockText();
  const after = JSON.parse(text);
  expect(text).not.toContain(at.system.namespace);
  expect(after.tentacular.moduleProxy).toBe("beside");
  const here = (module: string) => module.replace(at.system.namespace, next.namespace);
  expect(Object.keys(after.remote), "the same versions").toEqual(Object.keys(before.remote).map(here));
  expect(Object.values(after.remote), "which only the next one serves").not.toEqual(Object.values(before.remote));
  await replacePod(at, "pricing");
  await at.write(pricing({ version: "3.0" }));
  await deploy(at);
  const { stdout } = await at.tntc(["contract", "status", "-o", "json"]);
  expect(JSON.parse(stdout).result).toMatchObject({ servers: [{ version: "beside", answers: true }], problems: [] });
  const policies = await at.cluster.kubectl("-n", at.namespace, "get", "networkpolicies", "-o", "json");
  expect(policies).toContain(next.namespace);
  expect(policies, "nobody is on the first one any more").not.toContain(at.system.namespace);

  expect((await at.system.helm(["uninstall", at.system.name, "--wait"])).exitCode).toBe(0);
  // It keeps nothing on a disk, so in an upgrade its server answers until the new one does.
  const upgrade = upgradeSystem(next);
  await replacePod(at, "pricing");
  await upgrade;
  const { runs, failures } = await stop();
  expect(failures).toEqual([]);
  expect(runs).toBeGreaterThan(10);
  expect(await price()).toEqual({ ...paid, version: "3.0" });
});

test("packages of every kind come from the proxy alone, or with the code, which then outlives it, in the sandbox", async () => {
  await using own = await ground({ runtimeClass: "gvisor", system: next.namespace });
  const { npmRegistry, internet, kubectl } = own.cluster;
  const proxy = `esm-sh.${next.namespace}.svc.cluster.local:8080`;
  const others = [new URL(npmRegistry.url).host, "kubernetes.default.svc:443", `${internet.publicHosts[0]}:443`];
  const closed = Object.fromEntries(others.map((place) => [place, false]));

  await deployShop(own, "proxy");
  expect(await runShop(own)).toEqual(offer);
  expect(await reachOfPod(own, "shop", [proxy, ...others])).toEqual({ [proxy]: true, ...closed });

  const pod = ["get", "pods", "-l", "app.kubernetes.io/name=shop", "-o", "jsonpath={.items[0].spec.runtimeClassName}"];
  expect(await kubectl("-n", own.namespace, ...pod)).toBe("gvisor");

  await deployShop(own, "bundled");
  expect(await runShop(own)).toEqual(offer);
  expect(await reachOfPod(own, "shop", [proxy, ...others])).toEqual({ [proxy]: false, ...closed });

  expect((await next.helm(["uninstall", next.name, "--wait"])).exitCode).toBe(0);
  await restartPods(own, "shop");
  await kubectl("-n", own.namespace, "rollout", "status", "deployment/shop", "--timeout=90s");
  expect(await runShop(own)).toEqual(offer);
  const gone = await own.tntc(["deploy", "--modules", "proxy"]);
  expect(gone.stderr).toContain("MODULE-PROXY-MISSING");
  expect(gone.exitCode).toBe(4);
});

async function relock(): Promise<void> {
  const { exitCode, stderr } = await at.tntc(["contract", "lock"]);
  expect(exitCode, stderr).toBe(0);
}
