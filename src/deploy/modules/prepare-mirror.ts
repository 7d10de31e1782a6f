import type { Settings } from "../../image/settings.ts";
import type { Lock } from "../../modules/lock.ts";
import { completeMirrorLock } from "../../modules/mirror/complete-mirror-lock.ts";
import { mirrorPins, mirrorVersion } from "../../modules/mirror/mirror-pins.ts";
import type { Registries } from "../../modules/mirror/registries.ts";
import type { PackageUse } from "../../modules/package-use.ts";
import { plannedPackages } from "../../modules/planned-packages.ts";
import { readLock } from "../../modules/read-lock.ts";
import { writeLock } from "../../modules/write-lock.ts";
import { count } from "../../output/count.ts";
import type { Progress } from "../../output/progress.ts";
import { filesOf } from "./files-of.ts";
import { mirrorPlan } from "./mirror-plan.ts";
import { mirrorsFor } from "./mirrors-for.ts";
import type { PreparedModules } from "./prepared-modules.ts";

/** Whose packages, and from which mirrors. */
export type PrepareMirrorOptions = { dir: string; settings: Settings; dryRun: boolean; progress: Progress };

/**
 * Packages that pods load from registry mirrors, as Deno loads them anywhere: by its own lock.
 *
 * @throws {TentacularError} `MIRROR-MISSING` (preflight), `LOCK-BROKEN`, what `lockByDeno` throws
 */
export async function prepareMirror(
  uses: readonly PackageUse[],
  options: PrepareMirrorOptions,
): Promise<PreparedModules> {
  const registries = mirrorsFor(uses, options.settings);
  const lock = await completed(uses, registries, options);
  const packages = plannedPackages(uses, (use) => mirrorVersion(lock, use));
  return {
    modules: mirrorPlan(registries, packages, options.settings),
    made: await filesOf({ mode: "mirror", lock, pinned: mirrorPins(lock, uses).pinned }),
  };
}

async function completed(uses: readonly PackageUse[], registries: Registries, options: PrepareMirrorOptions) {
  const { dir, dryRun, progress } = options;
  const lock = await readLock(dir);
  const { missing } = mirrorPins(lock, uses);
  if (missing.length === 0) return lock;
  progress.step(`Locking ${missing.map(({ specifier }) => specifier).join(", ")} with Deno`);
  const done: Lock = await completeMirrorLock(lock, uses, registries);
  if (!dryRun) await writeLock(dir, done);
  progress.done(`${dryRun ? "Would lock" : "Locked"} ${count(missing.length, "import")} in deno.lock`);
  return done;
}
