import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, realpath, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { TentacularError } from "../../src/errors.ts";
import { lock } from "./lock.ts";
import { saveMachineSettings } from "./machine-settings.ts";
import { run } from "./run.ts";
import { runFolder, type Site, siteOf, slotsLock } from "./site.ts";

const record = z.object({ slot: z.number(), dir: z.string() });
const slots = 64;

/** The cluster of this name, if this machine knows one: running, broken, or half taken down. */
export async function knownSite(name: string): Promise<Site | undefined> {
  checkName(name);
  const text = await readFile(join(runFolder, name, "site.json"), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const { slot, dir } = record.parse(JSON.parse(text));
  return siteOf(name, slot, dir);
}

/** A place for a new cluster of this name, with addresses that nothing on this machine uses. */
export async function claimSite(name: string): Promise<Site> {
  checkName(name);
  return lock(slotsLock, async () => {
    const taken = await takenAddresses();
    const first = createHash("sha256").update(name).digest().readUInt16BE() % slots;
    const candidates = Array.from({ length: slots }, (_, step) => siteOf(name, (first + step) % slots));
    const site = candidates.find((candidate) => !overlaps(candidate, taken));
    if (!site) throw full();
    await mkdir(site.run, { recursive: true, mode: 0o700 });
    await mkdir(site.dir, { recursive: true, mode: 0o700 });
    // The kernel names mounts by their real path, and by that they are found again.
    const dir = await realpath(site.dir);
    await saveMachineSettings();
    await writeFile(join(site.run, "site.part"), JSON.stringify({ slot: site.slot, dir }));
    await rename(join(site.run, "site.part"), join(site.run, "site.json"));
    return siteOf(name, site.slot, dir);
  });
}

/** Starts of addresses in use, `10.7.` or `198.18.3.`: of other clusters, and of the machine's own routes. */
async function takenAddresses(): Promise<string[]> {
  const names = await readdir(runFolder).catch(() => []);
  const others = await Promise.all(names.filter((name) => !name.startsWith(".")).map((name) => knownSite(name)));
  const ours = others.flatMap((site) => (site ? ranges(site) : []));
  const routes = await run(["ip", "-4", "route", "show", "table", "all"]);
  return [...ours, ...[...routes.matchAll(/\b(?:10\.\d+\.|198\.1[89]\.\d+\.)/g)].map(([start]) => start)];
}

function overlaps(site: Site, taken: string[]): boolean {
  return ranges(site).some((range) => taken.includes(range));
}

function ranges(site: Site): string[] {
  return [`${site.nodeIp.slice(0, -1)}`, ...[site.podRange, site.serviceRange].map((range) => range.slice(0, -6))];
}

function checkName(name: string): void {
  if (/^[a-z]([a-z0-9-]{0,22}[a-z0-9])?$/.test(name)) return;
  throw new TentacularError(`"${name}" is not a name for a cluster`, {
    code: "CLUSTER-NAME",
    exit: "usage",
    remedy: "Use up to 24 small letters, digits and dashes, beginning with a letter",
  });
}

function full(): TentacularError {
  return new TentacularError(`All ${slots} address ranges for test clusters are in use`, {
    code: "CLUSTER-ADDRESSES",
    exit: "preflight",
    remedy: "Take a cluster down: node test/cluster/main.ts down --name NAME",
  });
}
