import { TentacularError } from "../../errors.ts";
import { fetchModule } from "../../modules/fetch-module.ts";
import type { Lock } from "../../modules/lock.ts";
import { lockedLoad } from "../../modules/locked-load.ts";
import type { ModuleSource } from "../../modules/module-source.ts";
import { moduleUrl } from "../../modules/module-url.ts";
import type { PlannedPackage } from "../../modules/modules-plan.ts";
import type { PackageUse } from "../../modules/package-use.ts";
import { pinsIn } from "../../modules/pins.ts";
import { resolveVersion } from "../../modules/resolve-version.ts";
import { walkModules } from "../../modules/walk-modules.ts";
import type { Problem } from "../problem.ts";
import type { PackageStatus } from "./contract-status.ts";

/** What a package is held against. */
export type PackageStatusOptions = { uses: readonly PackageUse[]; lock: Lock; source: ModuleSource };

/** Fetches every module of a package as pods will, and holds it against the lock. */
export async function packageStatus(
  planned: PlannedPackage,
  { uses, lock, source }: PackageStatusOptions,
): Promise<{ status: PackageStatus; problem?: Problem }> {
  const own = uses.filter(({ dependency }) => dependency === planned.dependency);
  const { pinned, missing } = pinsIn(lock, own, source.proxy);
  try {
    for (const use of missing) {
      const { version } = await resolveVersion(source, use);
      await fetchModule(source, moduleUrl(source.proxy, { ...use, version }));
    }
    // Nothing is taken from the cache: what counts is what pods would get now.
    const load = lockedLoad({ lock, source, cache: { get: async () => undefined, put: async () => {} } });
    const { modules } = await walkModules(
      pinned.map(({ url }) => url),
      { load },
    );
    const bytes = [...modules.values()].reduce((sum, each) => sum + each.bytes.length, 0);
    const size = pinned.length > 0 ? { modules: modules.size, bytes } : {};
    const state = missing.length > 0 ? "missing" : "ok";
    return { status: { ...planned, state, ...size }, ...unlocked(planned, missing) };
  } catch (error) {
    if (!(error instanceof TentacularError)) throw error;
    const { code, message, remedy } = error;
    const state = code === "MODULE-CHANGED" ? "changed" : "unreachable";
    return { status: { ...planned, state }, problem: { code, message, remedy } };
  }
}

function unlocked(planned: PlannedPackage, missing: readonly PackageUse[]): { problem?: Problem } {
  if (missing.length === 0) return {};
  const named = missing.map(({ specifier }) => `"${specifier}"`).join(", ");
  const message = `The lock does not have ${named} of "${planned.package}" yet`;
  return {
    problem: { code: "LOCK-INCOMPLETE", message, remedy: '"tntc contract lock" adds it, and so does a deploy' },
  };
}
