import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { lock } from "./lock.ts";
import { runFolder, slotsLock } from "./site.ts";

/** Kernel settings of the whole machine that a kubelet changes without asking, and those that we change. */
const names = [
  "vm/overcommit_memory",
  "vm/panic_on_oom",
  "kernel/panic",
  "kernel/panic_on_oops",
  "kernel/keys/root_maxkeys",
  "kernel/keys/root_maxbytes",
  "fs/inotify/max_user_instances",
];

/** Files that are watched: a kubelet and a container runtime take some each, and the usual 128 are for one cluster or two. */
const watches = { name: "fs/inotify/max_user_instances", least: 1024 };

const saved = z.record(z.string(), z.string());
const file = join(runFolder, ".machine-settings.json");

/** Notes the settings as they are before the first cluster of this machine; for one who holds `slotsLock`. */
export async function saveMachineSettings(): Promise<void> {
  const values = await Promise.all(names.map(async (name) => [name, await readFile(setting(name), "utf8")]));
  await writeFile(file, JSON.stringify(Object.fromEntries(values)), { flag: "wx" }).catch(() => {});
  const now = Number(await readFile(setting(watches.name), "utf8"));
  if (now < watches.least) await writeFile(setting(watches.name), String(watches.least));
}

/** Puts the settings back once no cluster is left. */
export function restoreMachineSettings(): Promise<void> {
  return lock(slotsLock, restore);
}

async function restore(): Promise<void> {
  const clusters = (await readdir(runFolder)).filter((name) => !name.startsWith("."));
  const text = await readFile(file, "utf8").catch(() => undefined);
  if (clusters.length > 0 || text === undefined) return;
  for (const [name, value] of Object.entries(saved.parse(JSON.parse(text)))) await writeFile(setting(name), value);
  await rm(file);
}

function setting(name: string): string {
  return join("/proc/sys", name);
}
