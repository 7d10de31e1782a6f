import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Progress } from "../../src/output/progress.ts";
import { buildPrograms } from "./build-programs.ts";
import { createCgroups } from "./cgroups.ts";
import { clusterLock, remove } from "./down.ts";
import { healthOf } from "./health-of.ts";
import { createInternet } from "./internet/internet-network.ts";
import { claimSite, knownSite } from "./known-site.ts";
import { lock } from "./lock.ts";
import { createNetwork } from "./network.ts";
import { parts } from "./parts.ts";
import { createPki } from "./pki.ts";
import { prepareMachine } from "./prepare-machine.ts";
import type { ProgramName } from "./programs.ts";
import { type Site, siteOf } from "./site.ts";
import { startPart } from "./start-part.ts";

/** A cluster that runs, and whether this call is what started it. */
export type Running = { site: Site; started: boolean };

/** Builds what is missing and starts the cluster of this name, unless it runs already and works. */
export async function up(name: string, progress: Progress): Promise<Running> {
  await prepareMachine(progress);
  const programs = await buildPrograms(
    parts.flatMap((part) => part.programs),
    progress,
  );
  return lock(
    clusterLock(name),
    async () => {
      const known = await knownSite(name);
      if (known && (await works(known))) return { site: known, started: false };
      if (known) progress.step(`cleaning up what is left of cluster "${name}"`);
      await remove(known ?? siteOf(name, 0));
      return { site: await start(name, programs, progress), started: true };
    },
    () => progress.step(`waiting for another command on cluster "${name}"`),
  );
}

/** A machine under load may answer late, and somebody may be using the cluster: only what has ended is surely broken. */
async function works(site: Site): Promise<boolean> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const { healthy, parts: found } = await healthOf(site);
    if (healthy) return true;
    if (found.some((part) => part.state === "ended") || Date.now() > deadline) return false;
    await sleep(500);
  }
}

async function start(name: string, programs: Map<ProgramName, string>, progress: Progress): Promise<Site> {
  const site = await claimSite(name);
  try {
    await createFolders(site, programs);
    await createCgroups(site);
    await createNetwork(site);
    await createInternet(site);
    await createPki(site);
    await startParts(site, progress);
    return site;
  } catch (error) {
    await remove(site);
    throw error;
  }
}

async function createFolders(site: Site, programs: Map<ProgramName, string>): Promise<void> {
  for (const folder of [site.file("logs"), site.file("bin"), site.file("tmp"), join(site.run, "pids")]) {
    await mkdir(folder, { recursive: true });
  }
  for (const [program, path] of programs) await symlink(path, site.program(program));
}

/** All at once, each as soon as what it needs is ready. */
async function startParts(site: Site, progress: Progress): Promise<void> {
  const begun = performance.now();
  const ready = new Map<string, Promise<void>>();
  for (const part of parts) {
    const before = Promise.all(part.after.map((name) => ready.get(name)));
    const started = before.then(async () => {
      await startPart(site, part);
      progress.done(`${part.name} ready after ${((performance.now() - begun) / 1000).toFixed(1)} s`);
    });
    ready.set(part.name, started);
  }
  // Nothing may start any more when what has started is taken down after a failure.
  await Promise.allSettled(ready.values());
  await Promise.all(ready.values());
}
