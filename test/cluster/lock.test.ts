import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lock } from "./lock.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tentacular-lock-"));
});
afterEach(() => rm(folder, { recursive: true }));

test("who wants a lock that is held is told so, and works when it is free", async () => {
  const path = join(folder, "one.lock");
  const events: string[] = [];
  const waits = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const first = lock(path, async () => {
    begun.resolve();
    await waits.promise;
    events.push("first ends");
  });
  await begun.promise;
  const second = lock(path, async () => events.push("second begins"), waits.resolve);
  await Promise.all([first, second]);
  expect(events).toEqual(["first ends", "second begins"]);
});

test("a lock is free as soon as its holder is killed", async () => {
  const path = join(folder, "killed.lock");
  const code = `
    const { lock } = await import(${JSON.stringify(join(import.meta.dirname, "lock.ts"))});
    await lock(${JSON.stringify(path)}, () => new Promise(() => { console.log("held"); setInterval(() => {}, 1000); }));`;
  const holder = spawn(process.execPath, ["--input-type=module", "-e", code], { stdio: ["ignore", "pipe", "inherit"] });
  await new Promise((resolve) => holder.stdout.once("data", resolve));
  holder.kill("SIGKILL");
  expect(await lock(path, async () => "mine now")).toBe("mine now");
});

test("a lock is free after work that fails", async () => {
  const path = join(folder, "failed.lock");
  await expect(lock(path, () => Promise.reject(new Error("no luck")))).rejects.toThrow("no luck");
  expect(await lock(path, async () => "mine now")).toBe("mine now");
});
