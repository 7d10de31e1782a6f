import type { Lock } from "../lock.ts";
import type { PackageUse } from "../package-use.ts";
import { wantedBy } from "../pins.ts";
import { lockByDeno } from "./lock-by-deno.ts";
import { addressOf, mirrorPins, mirrorVersion } from "./mirror-pins.ts";
import type { Registries } from "./registries.ts";

/**
 * Locks what a lock lacks, by Deno itself: first what contract and code ask for, which says the versions, then exactly
 * those. Without anything missing, Deno is not needed.
 */
export async function completeMirrorLock(
  lock: Lock,
  uses: readonly PackageUse[],
  registries: Registries,
): Promise<Lock> {
  const { missing } = mirrorPins(lock, uses);
  if (missing.length === 0) return lock;
  const asked = missing.filter((use) => mirrorVersion(lock, use) === undefined).flatMap(specifiersOf);
  const resolved = asked.length === 0 ? lock : await lockByDeno(lock, [...new Set(asked)], registries);
  const exact = missing.flatMap((use) => {
    const version = mirrorVersion(resolved, use);
    return version === undefined ? [] : [addressOf(use, version)];
  });
  return await lockByDeno(resolved, [...new Set(exact)], registries);
}

function specifiersOf(use: PackageUse): string[] {
  const path = use.subpath ? `/${use.subpath}` : "";
  return wantedBy(use).map((wanted) => `${use.protocol}:${use.name}${wanted === "*" ? "" : `@${wanted}`}${path}`);
}
