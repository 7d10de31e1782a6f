import { importMap } from "./import-map.ts";
import type { Lock } from "./lock.ts";
import { lockOrigins } from "./lock-origins.ts";
import { mirrorVersion } from "./mirror/mirror-pins.ts";
import type { PackageUse } from "./package-use.ts";
import { lockedVersion } from "./pins.ts";

/**
 * The import map for a desk, where Deno loads packages by itself: the versions that are locked, else what code and
 * contract ask for. The bytes are the registry's own, not those that a module proxy builds of them.
 */
export function deskMap(uses: readonly PackageUse[], lock: Lock): string {
  return importMap(
    uses.map((use) => {
      const version = versionOf(use, lock);
      const asked = version === "*" ? "" : `@${version}`;
      return { use, address: `${use.protocol}:${use.name}${asked}${use.subpath ? `/${use.subpath}` : ""}` };
    }),
  );
}

function versionOf(use: PackageUse, lock: Lock): string {
  const byProxy = lockOrigins(lock).flatMap((proxy) => lockedVersion(lock, use, proxy) ?? []);
  return mirrorVersion(lock, use) ?? byProxy[0] ?? use.request ?? use.allowed;
}
