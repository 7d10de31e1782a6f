import { readdir, readFile, readlink, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { cgroupProcesses } from "./cgroups.ts";
import type { Site } from "./site.ts";

/** A process, told apart from a later one with the same number by when it started (clock ticks since boot). */
export type Identity = { pid: number; started: number };

const identity = z.object({ pid: z.number(), started: z.number() });

/** Who has this number now; nobody if the process is gone or only waits to be reaped. */
export async function identify(pid: number): Promise<Identity | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  // The name stands in parentheses and may hold anything.
  const fields = text?.slice(text.lastIndexOf(")") + 2).split(" ");
  if (!fields || fields[0] === "Z" || fields[0] === "X") return undefined;
  return { pid, started: Number(fields[19]) };
}

/** Whether exactly this process still runs. */
export async function alive(known: Identity): Promise<boolean> {
  return (await identify(known.pid))?.started === known.started;
}

/** The process recorded for each part, whether or not it still runs. */
export async function recorded(site: Site): Promise<Map<string, Identity>> {
  const names = await readdir(join(site.run, "pids")).catch(() => []);
  const found = new Map<string, Identity>();
  for (const name of names) {
    // A harness killed while writing leaves a file cut short; its process is found by its namespace.
    const text = await readFile(join(site.run, "pids", name), "utf8").catch(() => "");
    const known = readIdentity(text);
    if (known) found.set(name, known);
  }
  return found;
}

/** Every process of the cluster: recorded, in its network namespace, or below its cgroup. */
export async function processesOf(site: Site): Promise<Identity[]> {
  const pids = new Set([...(await cgroupProcesses(site)), ...(await inNetwork(site))]);
  const found = await Promise.all([...pids].map((pid) => identify(pid)));
  const known = [...(await recorded(site)).values()];
  const living = await Promise.all(known.map(async (one) => ((await alive(one)) ? one : undefined)));
  const all = [...found, ...living].filter((one) => one !== undefined && one.pid !== process.pid);
  return [...new Map(all.flatMap((one) => (one ? [[one.pid, one]] : []))).values()];
}

async function inNetwork(site: Site): Promise<number[]> {
  const namespace = await stat(site.netns).catch(() => undefined);
  if (!namespace) return [];
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const links = await Promise.all(pids.map((pid) => readlink(`/proc/${pid}/ns/net`).catch(() => "")));
  return pids.filter((_, index) => links[index] === `net:[${namespace.ino}]`).map(Number);
}

/** The identity that a file holds, if it holds one whole. */
export function readIdentity(text: string): Identity | undefined {
  try {
    return identity.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
