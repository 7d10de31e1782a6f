import { rcompare, valid } from "semver";
import type { Mapped } from "../import-map.ts";
import type { Lock } from "../lock.ts";
import type { PackageUse } from "../package-use.ts";
import { isAllowed } from "../pins.ts";

/** What a lock of Deno's own kind knows of the packages that code imports. */
export type MirrorPins = { pinned: (Mapped & { version: string })[]; missing: PackageUse[] };

/** Looks up each use: the newest locked version that contract and code allow, named exactly. */
export function mirrorPins(lock: Lock, uses: readonly PackageUse[]): MirrorPins {
  const found = uses.map((use) => ({ use, version: mirrorVersion(lock, use) }));
  return {
    pinned: found.flatMap(({ use, version }) =>
      version !== undefined && lock.specifiers?.[exactly(use, version)] !== undefined
        ? [{ use, version, address: addressOf(use, version) }]
        : [],
    ),
    missing: found
      .filter(({ use, version }) => version === undefined || lock.specifiers?.[exactly(use, version)] === undefined)
      .map(({ use }) => use),
  };
}

/** The newest locked version that a use may have. */
export function mirrorVersion({ specifiers = {} }: Lock, use: PackageUse): string | undefined {
  const start = `${use.protocol}:${use.name}@`;
  const versions = Object.entries(specifiers)
    .filter(([specifier]) => specifier.startsWith(start))
    // What follows "_" are the peers that Deno chose beside it.
    .map(([, version]) => version.split("_")[0] ?? "");
  return versions.filter((version) => valid(version) !== null && isAllowed(version, use)).sort(rcompare)[0];
}

/** `npm:zod@3.25.76/v4`: what an import map leads to. */
export function addressOf(use: PackageUse, version: string): string {
  return `${exactly(use, version)}${use.subpath ? `/${use.subpath}` : ""}`;
}

function exactly({ protocol, name }: PackageUse, version: string): string {
  return `${protocol}:${name}@${version}`;
}
