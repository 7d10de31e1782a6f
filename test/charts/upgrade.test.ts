import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
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

/** Runs the workflow again and again until it is told to stop, and tells what went wrong. */
function running() {
  const body = join(work, "input.json");
  writeFileSync(body, '{"net": 100}');
  const path = `/api/v1/namespaces/${at.namespace}/services/http:pricing:8080/proxy/run`;
  const seen = { runs: 0, failures: [] as string[] };
  let going = true;
  const end = (async () => {
    while (going) {
      const said = await at.cluster.kubectl("create", "--raw", path, "-f", body).catch(String);
      seen.runs++;
      if (!said.includes('"success":true')) seen.failures.push(said);
    }
  })();
  return async () => {
    going = false;
    await end;
    return seen;
  };
}

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
  const stop = running();
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
