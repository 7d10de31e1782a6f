import type { Lock } from "./lock.ts";
import type { ModuleSource } from "./module-source.ts";
import type { PackageUse } from "./package-use.ts";
import { lockedVersion } from "./pins.ts";
import { type Resolution, resolveVersion } from "./resolve-version.ts";

/** The exact version for each use: the lock's where it has one. One after the other, so that uses of one package ask once. */
export async function resolveUses(
  uses: readonly PackageUse[],
  { lock, source }: { lock: Lock; source: ModuleSource },
): Promise<Resolution[]> {
  const known: Lock = { ...lock, redirects: { ...lock.redirects } };
  const found: Resolution[] = [];
  for (const use of uses) {
    const version = lockedVersion(known, use, source.proxy);
    const resolution = version === undefined ? await resolveVersion(source, use) : { version, redirects: {} };
    Object.assign(known.redirects, resolution.redirects);
    found.push(resolution);
  }
  return found;
}
