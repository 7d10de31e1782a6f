import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { keepRunning } from "../deploy/keep-running.ts";
import { type ModuleGround, moduleGround } from "../deploy/module-ground.ts";
import { pricing } from "../deploy/pricing.ts";
import { systemChart } from "./system-release.ts";

/** The version after the one of this checkout. */
const next = "0.1.99";

let work: string;
let at: ModuleGround;

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), "charts-upgrade-"));
  at = await moduleGround();
  await at.write(pricing());
  const deployed = await at.tntc(["deploy"]);
  expect(deployed.exitCode, deployed.stderr).toBe(0);
});
afterAll(async () => {
  await at?.[Symbol.asyncDispose]();
  rmSync(work, { recursive: true, force: true });
});

const kubectl = (...args: string[]) => at.cluster.kubectl("-n", at.namespace, ...args);

async function upgradeSystem(): Promise<void> {
  const packed = await at.system.helm(["package", systemChart, "--version", next, "--destination", work]);
  expect(packed.exitCode, packed.stderr).toBe(0);
  const chart = join(work, `tentacular-system-${next}.tgz`);
  // Another annotation is another pod: the proxy is replaced, as by another image.
  const change = ["--reuse-values", "--set", "moduleProxy.podAnnotations.upgraded=yes"];
  const upgraded = await at.system.helm(["upgrade", at.system.name, chart, ...change, "--wait", "--timeout=100s"]);
  expect(upgraded.exitCode, upgraded.stderr).toBe(0);
}

test("an upgrade of the system fails no run, and pods that start meanwhile become Ready", async () => {
  const stop = await keepRunning(at, "pricing", { net: 100 });
  const upgrade = upgradeSystem();
  await kubectl("rollout", "restart", "deployment/pricing");
  await kubectl("rollout", "status", "deployment/pricing", "--timeout=150s");
  await upgrade;
  const { runs, failures } = await stop();
  expect(failures).toEqual([]);
  expect(runs).toBeGreaterThan(5);
  const facts = await at.cluster.kubectl(
    "-n",
    at.system.namespace,
    "get",
    "configmap",
    "tentacular-system",
    "-o",
    "json",
  );
  expect(JSON.parse(facts).data.version).toBe(next);
});
