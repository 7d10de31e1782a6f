import { TentacularError } from "../../errors.ts";
import { completeLock } from "../../modules/complete-lock.ts";
import { foreignOrigins } from "../../modules/foreign-origins.ts";
import type { Lock } from "../../modules/lock.ts";
import type { ModuleSource } from "../../modules/module-source.ts";
import type { PackageUse } from "../../modules/package-use.ts";
import { pinsIn } from "../../modules/pins.ts";
import { readLock } from "../../modules/read-lock.ts";
import { writeLock } from "../../modules/write-lock.ts";
import { count } from "../../output/count.ts";
import type { Progress } from "../../output/progress.ts";
import type { ModuleProxy } from "./module-proxy.ts";

/** What to lock, by which proxy, and whether to keep it. */
export type LockForOptions = {
  dir: string;
  uses: readonly PackageUse[];
  proxy: ModuleProxy;
  source: ModuleSource;
  dryRun: boolean;
  progress: Progress;
};

/**
 * The lock of the folder, completed by what it lacks, and written when it has changed.
 *
 * @throws {TentacularError} `LOCK-BROKEN`, `LOCK-FOREIGN`, `LOCK-OUTDATED` (invalid), and what `completeLock` throws
 */
export async function lockFor(options: LockForOptions): Promise<Lock> {
  const { dir, uses, proxy, source, dryRun, progress } = options;
  const lock = await readLock(dir);
  refuseForeign(lock, proxy.url);
  const { missing } = pinsIn(lock, uses, proxy.url);
  const madeBy = lock.tentacular?.moduleProxy;
  const outdated = madeBy !== undefined && proxy.version !== undefined && madeBy !== proxy.version;
  if (missing.length === 0) {
    if (outdated) progress.warn(`${madeWith(madeBy, proxy)}; if pods refuse a module, run "tntc contract lock"`);
    return lock;
  }
  if (outdated) throw mixed(madeWith(madeBy, proxy));
  progress.step(`Resolving ${missing.map(({ specifier }) => specifier).join(", ")}`);
  const completed = await completeLock(uses, { lock, source, proxyVersion: proxy.version });
  const added = Object.keys(completed.remote).length - Object.keys(lock.remote).length;
  if (!dryRun) await writeLock(dir, completed);
  progress.done(`${dryRun ? "Would lock" : "Locked"} ${count(added, "module")} in deno.lock`);
  return completed;
}

/** Hashes and versions of another proxy say nothing about this one. */
function refuseForeign(lock: Lock, proxy: string): void {
  const origins = foreignOrigins(lock, proxy);
  if (origins.length === 0) return;
  throw new TentacularError(
    `The lock was made for "${origins.join('", "')}", and the cluster's module proxy is "${new URL(proxy).origin}"`,
    {
      code: "LOCK-FOREIGN",
      exit: "invalid",
      place: { file: "deno.lock" },
      remedy: 'Make it for this cluster: "tntc contract lock"',
    },
  );
}

function madeWith(version: string, proxy: ModuleProxy): string {
  return `deno.lock was made with module proxy ${version}, and the cluster has ${proxy.version}`;
}

function mixed(message: string): TentacularError {
  return new TentacularError(message.replace("deno.lock", "The lock"), {
    code: "LOCK-OUTDATED",
    exit: "invalid",
    place: { file: "deno.lock" },
    remedy: 'Make it anew, with the same versions: "tntc contract lock"',
  });
}
