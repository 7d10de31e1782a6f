import { existsSync } from "node:fs";
import { readdir, readFile, readlink, realpath, rm, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { TentacularError } from "../../src/errors.ts";
import { removeCgroups } from "./cgroups.ts";
import { knownSite } from "./known-site.ts";
import { lock } from "./lock.ts";
import { restoreMachineSettings } from "./machine-settings.ts";
import { alive, processesOf } from "./processes.ts";
import { run } from "./run.ts";
import { runFolder, type Site, siteOf } from "./site.ts";

/**
 * Ends a cluster and leaves nothing of it: no process, mount, namespace, network link, cgroup or file.
 * It works from what is on disk and in the kernel, so it does not matter how the cluster came to be as it is.
 *
 * @returns whether there was anything to end
 */
export async function down(name: string): Promise<boolean> {
  return lock(clusterLock(name), async () => {
    const site = await knownSite(name);
    await remove(site ?? siteOf(name, 0));
    return site !== undefined;
  });
}

/** Held by whoever changes the cluster of this name. */
export function clusterLock(name: string): string {
  return join(runFolder, `.${name}.lock`);
}

/** The work of `down`, for one who holds the lock. What is searched for follows from the name, so the slot may be unknown. */
export async function remove(site: Site): Promise<void> {
  await endProcesses(site);
  await insist("mounts", () => unmount(site));
  await run(["ip", "link", "delete", site.link.machine], { tolerant: true });
  await insist("cgroups", () => removeCgroups(site));
  await removeForeignFiles(site);
  await rm(site.dir, { recursive: true, force: true });
  await rm(site.run, { recursive: true, force: true });
  await restoreMachineSettings();
}

/** Nothing of a cluster is worth a goodbye: its data goes with it. */
async function endProcesses(site: Site): Promise<void> {
  const killed = new Set<number>();
  await insist("processes", async () => {
    const found = await processesOf(site);
    for (const one of found) if (await alive(one)) kill(one.pid);
    for (const one of found) killed.add(one.pid);
    return found.length === 0;
  });
  await reaped(killed);
}

/** Gives the machine's first process a moment to clear away the dead; how soon it does is not ours to decide. */
async function reaped(pids: ReadonlySet<number>): Promise<void> {
  const deadline = Date.now() + 3000;
  while (Date.now() < deadline && [...pids].some((pid) => existsSync(`/proc/${pid}`))) await sleep(20);
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It ended by itself in between.
  }
}

/** Removing files through a mount that is left would remove them elsewhere, so this comes first and is checked. */
async function unmount(site: Site): Promise<boolean> {
  const lines = (await readFile("/proc/self/mounts", "utf8")).split("\n");
  const mounts = lines.map((line) => unescaped(line.split(" ")[1] ?? ""));
  const folders = [await realpath(site.dir).catch(() => site.dir), site.run];
  const ours = mounts.filter((at) => folders.some((folder) => at.startsWith(`${folder}/`)));
  if (ours.length > 0) await run(["umount", "--lazy", ...ours.reverse()], { tolerant: true });
  return ours.length === 0;
}

/** The kernel writes blanks in paths as octal numbers. */
function unescaped(path: string): string {
  return path.replace(/\\(\d{3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8)));
}

/** Two folders that no setting moves: the links to logs that the kubelet makes, and what CNI remembers. */
async function removeForeignFiles(site: Site): Promise<void> {
  const links = "/var/log/containers";
  for (const name of await readdir(links).catch(() => [])) {
    const target = await readlink(join(links, name)).catch(() => "");
    if (target.startsWith(`${site.dir}/`)) await rm(join(links, name), { force: true });
  }
  const results = "/var/lib/cni/results";
  // Another cluster's name may begin with this one's; a container's id tells them apart.
  const result = new RegExp(`^${site.scope}-[0-9a-f]{64}-`);
  for (const name of await readdir(results).catch(() => [])) {
    if (result.test(name)) await rm(join(results, name), { force: true });
  }
  for (const folder of [links, results, "/var/lib/cni"]) await rmdir(folder).catch(() => {});
}

async function insist(what: string, attempt: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (!(await attempt())) {
    if (Date.now() > deadline) throw stuck(what);
    await sleep(50);
  }
}

function stuck(what: string): TentacularError {
  return new TentacularError(`The ${what} of the cluster do not end`, {
    code: "CLUSTER-STUCK",
    remedy: "Run down again; if that does not help, restart the machine",
  });
}
