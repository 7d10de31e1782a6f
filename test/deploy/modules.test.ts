import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Ground } from "./ground.ts";
import { keepRunning } from "./keep-running.ts";
import { type ModuleGround, moduleGround } from "./module-ground.ts";
import { pricing } from "./pricing.ts";
import { scaleProxy } from "./scale-proxy.ts";

let at: ModuleGround;
beforeAll(async () => {
  at = await moduleGround({ claim: true });
});
afterAll(() => at[Symbol.asyncDispose]());
beforeEach(() => rm(join(at.dir, "deno.lock"), { force: true }));

const input = ["--input", '{"net": 100}'];

async function price(at: Ground): Promise<object> {
  const { stdout, stderr } = await at.tntc(["run", "pricing", ...input]);
  expect(stderr).toContain("succeeded");
  return JSON.parse(stdout).outputs.price;
}

async function deploy(at: Ground, ...flags: string[]): Promise<string> {
  const { exitCode, stderr } = await at.tntc(["deploy", ...flags]);
  expect(exitCode, stderr).toBe(0);
  return stderr;
}

const paid = { gross: 120, greeting: "Hello, Ada", version: "1.0" };

/** The lock of the folder as text. */
const lockOf = (at: Ground) => readFile(join(at.dir, "deno.lock"), "utf8");

test("packages, private and JSR ones too, come from the cluster's proxy; a complete lock asks it nothing", async () => {
  await at.write(pricing());
  expect((await at.tntc(["deploy", "--dry-run"])).stderr).toMatch(/Would lock \d+ modules in deno\.lock/);
  await expect(lockOf(at), "a dry run writes nothing").rejects.toMatchObject({ code: "ENOENT" });
  expect(await deploy(at)).toMatch(/✓ Locked \d+ modules in deno\.lock/);
  expect(await price(at)).toEqual(paid);
  const lock = await lockOf(at);
  expect(lock).toContain("/zod@^3?target=denonext");
  const planned = await at.tntc(["plan", "-o", "json"]);
  const deployed = await at.tntc(["status", "pricing", "-o", "json"]);
  expect(JSON.parse(planned.stdout).result.code.digest, "the plan knows the code that was deployed").toContain(
    JSON.parse(deployed.stdout).result.code,
  );

  await scaleProxy(at, 0);
  const again = await at.tntc(["deploy", "--dry-run"]);
  expect(again.exitCode, again.stderr).toBe(0);
  expect(again.stderr).not.toContain("Resolving");
  expect(await lockOf(at)).toBe(lock);
  await at.write(pricing({ zod: "^4" }));
  const lacking = await at.tntc(["deploy"]);
  expect(lacking.stderr).toContain("no endpoints available for service");
  expect(lacking.exitCode).toBe(7);
  await scaleProxy(at, 1);
});

test("an upgrade of the proxy fails no run; the lock is made anew with the same versions, and a deploy serves", async () => {
  await at.write(pricing({ zod: "3.22.4" }));
  await deploy(at);
  const before = JSON.parse(await lockOf(at));
  const stop = await keepRunning(at, "pricing", { net: 100 });
  await at.proxy({ sourceMap: false }, "next");
  const { runs, failures } = await stop();
  expect(failures).toEqual([]);
  expect(runs).toBeGreaterThan(3);
  const outdated = await at.tntc(["deploy", "--dry-run"]);
  expect(outdated.stderr).toMatch(/deno\.lock was made with module proxy \w+, and the cluster has next/);
  const relocked = await at.tntc(["contract", "lock"]);
  expect(relocked.exitCode, relocked.stderr).toBe(0);
  const after = JSON.parse(await lockOf(at));
  expect(after.redirects).toEqual(before.redirects);
  expect(Object.keys(after.remote)).toEqual(Object.keys(before.remote));
  expect(after.remote).not.toEqual(before.remote);
  expect(after.tentacular.moduleProxy).toBe("next");
  expect(await readdir(at.disk ?? ""), "each version keeps what it has built apart").toEqual(
    [before.tentacular.moduleProxy, "next"].sort(),
  );
  await at.write(pricing({ version: "2.0", zod: "3.22.4" }));
  await deploy(at);
  expect(await price(at)).toEqual({ ...paid, version: "2.0" });
});

test("a lock of another cluster's proxy is refused, and made for this one with its versions", async () => {
  await at.write(pricing());
  await at.tntc(["contract", "lock"]);
  const lock = await lockOf(at);
  await writeFile(join(at.dir, "deno.lock"), lock.replaceAll(at.system.namespace, "elsewhere"));
  const foreign = await at.tntc(["deploy"]);
  expect(foreign.stderr).toContain('The lock was made for "http://esm-sh.elsewhere.svc.cluster.local:8080"');
  expect(foreign.exitCode).toBe(3);
  expect((await at.tntc(["contract", "lock"])).exitCode).toBe(0);
  expect(await lockOf(at)).toBe(lock);
});
