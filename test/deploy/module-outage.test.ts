import { expect, test } from "vitest";
import { type ModuleGround, moduleGround } from "./module-ground.ts";
import { pricing } from "./pricing.ts";
import { scaleProxy } from "./scale-proxy.ts";

async function deployed(): Promise<ModuleGround> {
  const at = await moduleGround();
  await at.write(pricing());
  const { exitCode, stderr } = await at.tntc(["deploy"]);
  expect(exitCode, stderr).toBe(0);
  return at;
}

/** A new pod, with nothing of the old one's cache. */
async function replacePod({ cluster, namespace }: ModuleGround): Promise<void> {
  await cluster.kubectl("-n", namespace, "delete", "pod", "-l", "app.kubernetes.io/name=pricing", "--wait");
}

const status = async (at: ModuleGround) => (await at.tntc(["status", "pricing"])).stdout;

test("a pod that starts while the proxy is down waits, status says what for, and it serves when the proxy is back", async () => {
  await using at = await deployed();
  await scaleProxy(at, 0);
  await replacePod(at);
  await expect
    .poll(() => status(at), { timeout: 60_000, interval: 1000 })
    .toMatch(/^Why: +pricing-\S+: Running, not ready: Waiting for module "http:\/\/esm-sh\.\S+": /m);
  await scaleProxy(at, 1);
  await expect.poll(() => status(at), { timeout: 60_000, interval: 1000 }).toMatch(/^Status: +ready/m);
  const { stdout } = await at.tntc(["run", "pricing", "--input", '{"net": 100}']);
  expect(JSON.parse(stdout).outputs.price).toMatchObject({ gross: 120 });
});

test("a proxy that serves other bytes than were locked is refused, and status names the module and the remedy", async () => {
  await using at = await deployed();
  await at.proxy({ sourceMap: false });
  await scaleProxy(at, 0);
  await scaleProxy(at, 1);
  await replacePod(at);
  await expect
    .poll(() => status(at), { timeout: 90_000, interval: 1000 })
    .toMatch(
      /^Why: +pricing-\S+: .*Module "http:\/\/esm-sh\.\S+" is refused: what is served for it now is not what.*; remedy: Lock the same versions anew/m,
    );
});
