import { satisfies, valid, validRange } from "semver";
import type { Lock } from "./lock.ts";
import { moduleUrl } from "./module-url.ts";
import type { PackageUse } from "./package-use.ts";
import { versionIn } from "./version-in.ts";

/** A use whose exact version and address are known. */
export type Pin = { use: PackageUse; version: string; url: string };

/** What a lock knows of the packages that code imports, and what it lacks. */
export type Pins = { pinned: Pin[]; missing: PackageUse[] };

/** Looks up each use in a lock: the same answer as when it was resolved. */
export function pinsIn(lock: Lock, uses: readonly PackageUse[], proxy: string): Pins {
  const found = uses.map((use) => ({ use, pin: pinOf(lock, use, proxy) }));
  return {
    pinned: found.flatMap(({ pin }) => (pin ? [pin] : [])),
    missing: found.filter(({ pin }) => pin === undefined).map(({ use }) => use),
  };
}

function pinOf(lock: Lock, use: PackageUse, proxy: string): Pin | undefined {
  const version = lockedVersion(lock, use, proxy);
  if (version === undefined) return undefined;
  const url = moduleUrl(proxy, { ...use, version });
  const settled = lock.redirects[url] ?? url;
  return lock.remote[settled] === undefined ? undefined : { use, version, url };
}

/** The exact version that a lock has for a use, also where the module itself is not in it. */
export function lockedVersion(lock: Lock, use: PackageUse, proxy: string): string | undefined {
  for (const wanted of wantedBy(use)) {
    const version = exact(wanted) ? wanted : redirected(lock, { use, wanted, proxy });
    if (version !== undefined && isAllowed(version, use)) return version;
  }
  return undefined;
}

/** What to resolve, in this order: the contract's version serves all uses alike, where they can live with it. */
export function wantedBy({ allowed, request }: PackageUse): string[] {
  return request === undefined || request === allowed ? [allowed] : [allowed, request];
}

/** Whether a version is one version and not a range. */
export function exact(version: string): boolean {
  return valid(version) === version;
}

/** Whether an exact version is what both the contract and the code allow. A tag allows what it stands for. */
export function isAllowed(version: string, { allowed, request = "*" }: PackageUse): boolean {
  return [allowed, request].every((range) => {
    if (range === "*" || validRange(range) === null) return true;
    return satisfies(version, range);
  });
}

function redirected(lock: Lock, { use, wanted, proxy }: { use: PackageUse; wanted: string; proxy: string }) {
  const { protocol, name } = use;
  const target = lock.redirects[moduleUrl(proxy, { protocol, name, version: wanted })];
  return target === undefined ? undefined : versionIn(target, use);
}
