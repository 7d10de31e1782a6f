import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, rmdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Site } from "./site.ts";

/**
 * Every process of a cluster, pods included, lives below one cgroup, so none can be lost.
 * Version 1 has a tree for each controller, version 2 has one for all.
 */
export async function createCgroups(site: Site): Promise<void> {
  for (const folder of await cgroups(site)) {
    await mkdir(folder, { recursive: true });
    await inheritCpuset(folder);
    await weighMore(folder);
    await passControllersOn(dirname(folder));
    await passControllersOn(folder);
  }
  await mkdir(await processCgroup(site), { recursive: true });
}

/** The leaf that the cluster's own programs are started in. */
export async function processCgroup(site: Site): Promise<string> {
  const folders = await cgroups(site);
  const folder = folders.find((path) => path.includes("/pids/")) ?? folders[0] ?? "";
  return join(folder, "parts");
}

/** The processes below the cluster's cgroups. */
export async function cgroupProcesses(site: Site): Promise<number[]> {
  const found = new Set<number>();
  for (const folder of await existing(site)) {
    const text = await readFile(join(folder, "cgroup.procs"), "utf8").catch(() => "");
    for (const line of text.split("\n").filter(Boolean)) found.add(Number(line));
  }
  return [...found];
}

/** Removes the cluster's cgroups, and says whether they are gone: the kernel refuses while a process is ending. */
export async function removeCgroups(site: Site): Promise<boolean> {
  for (const folder of (await existing(site)).reverse()) await rmdir(folder).catch(() => {});
  return (await existing(site)).length === 0;
}

async function cgroups(site: Site): Promise<string[]> {
  const mounts = (await readFile("/proc/self/mounts", "utf8")).split("\n").map((line) => line.split(" "));
  return mounts
    .filter(([, , type]) => type === "cgroup" || type === "cgroup2")
    .map(([, at = ""]) => join(at, site.scope));
}

/** The cluster's cgroups and all below them, parents first. */
async function existing(site: Site): Promise<string[]> {
  const trees = await Promise.all((await cgroups(site)).map((folder) => below(folder)));
  return trees.flat();
}

async function below(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const inner = entries.filter((entry) => entry.isDirectory()).map((entry) => below(join(folder, entry.name)));
  return [folder, ...(await Promise.all(inner)).flat()];
}

/** In version 1 a new cpuset is empty and takes no process. */
async function inheritCpuset(folder: string): Promise<void> {
  for (const file of ["cpuset.cpus", "cpuset.mems"].filter((name) => existsSync(join(folder, name)))) {
    if (existsSync(join(folder, "cgroup.controllers"))) return;
    await writeFile(join(folder, file), await readFile(join(dirname(folder), file)));
  }
}

/** All pods together would weigh as much as one process of the machine, and starve beside the tests. */
async function weighMore(folder: string): Promise<void> {
  const shares: [file: string, value: string][] = [
    ["cpu.shares", "2048"],
    ["cpu.weight", "200"],
  ];
  for (const [file, value] of shares) {
    if (existsSync(join(folder, file))) await writeFile(join(folder, file), value);
  }
}

/** In version 2 a cgroup has only the controllers that its parent hands down. */
async function passControllersOn(folder: string): Promise<void> {
  const controllers = await readFile(join(folder, "cgroup.controllers"), "utf8").catch(() => "");
  for (const controller of controllers.split(/\s+/).filter(Boolean)) {
    await writeFile(join(folder, "cgroup.subtree_control"), `+${controller}`).catch(() => {});
  }
}
