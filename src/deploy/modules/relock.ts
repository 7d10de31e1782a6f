import { clusterSource } from "../../cluster/modules/cluster-source.ts";
import { TentacularError } from "../../errors.ts";
import { changedModules } from "../../modules/changed-modules.ts";
import type { Lock } from "../../modules/lock.ts";
import { lockText } from "../../modules/lock-text.ts";
import { makeLock } from "../../modules/make-lock.ts";
import { completeMirrorLock } from "../../modules/mirror/complete-mirror-lock.ts";
import { mirrorVersion } from "../../modules/mirror/mirror-pins.ts";
import type { PackageUse } from "../../modules/package-use.ts";
import { lockedVersion } from "../../modules/pins.ts";
import { plannedPackages } from "../../modules/planned-packages.ts";
import { readLock } from "../../modules/read-lock.ts";
import { writeLock } from "../../modules/write-lock.ts";
import type { Progress } from "../../output/progress.ts";
import { mirrorsFor } from "./mirrors-for.ts";
import { moduleProxy } from "./module-proxy.ts";
import { type ModuleSetting, type ModuleSettingOptions, moduleSetting } from "./module-setting.ts";
import type { Relocked } from "./relocked.ts";

/** Which lock to make, and what of it gets its newest version. */
export type RelockOptions = ModuleSettingOptions & {
  /** @default every version stays as it is locked */
  update: "all" | readonly string[];
  progress: Progress;
};

/**
 * Makes the lock of a folder anew, and says what has changed.
 *
 * @throws {TentacularError} `DEPENDENCY-UNKNOWN` (notFound), `MODULE-PROXY-MISSING`, `MIRROR-MISSING` (preflight),
 * what `makeLock` and `completeMirrorLock` throw
 */
export async function relock(options: RelockOptions): Promise<Relocked> {
  const setting = await moduleSetting(options);
  const { workflow, uses, mode } = setting;
  refuseUnknown(uses, options.update);
  const old = await readLock(workflow.dir);
  if (uses.length === 0) return { workflow: workflow.spec.name, mode, changed: false, modules: 0, packages: [] };
  options.progress.step(`Locking ${[...new Set(uses.map(({ protocol, name }) => `${protocol}:${name}`))].join(", ")}`);
  const { lock, versionIn } = await remade(setting, old, options);
  const changed = lockText(lock) !== lockText(old);
  if (changed) await writeLock(workflow.dir, lock);
  const packages = plannedPackages(uses, (use) => versionIn(lock, use)).map((each) => {
    const own = uses.filter(({ dependency }) => dependency === each.dependency);
    return { ...each, before: [...new Set(own.flatMap((use) => versionIn(old, use) ?? []))].sort() };
  });
  return { workflow: workflow.spec.name, mode, changed, modules: Object.keys(lock.remote).length, packages };
}

type Remade = { lock: Lock; versionIn: (lock: Lock, use: PackageUse) => string | undefined };

async function remade(setting: ModuleSetting, old: Lock, { update, progress }: RelockOptions): Promise<Remade> {
  const { uses, settings } = setting;
  if (setting.mode === "mirror") {
    const lock = await completeMirrorLock(withoutUpdated(old, uses, update), uses, mirrorsFor(uses, settings));
    return { lock, versionIn: mirrorVersion };
  }
  const { kube, system } = await setting.connect();
  const proxy = await moduleProxy(kube, system, setting);
  const source = clusterSource(kube, proxy.url);
  const lock = await makeLock(uses, { old, source, proxyVersion: proxy.version, update });
  const [first, ...more] = proxy.version === undefined ? changedModules(old.remote, lock.remote) : [];
  if (first) progress.warn(`Other bytes than before: "${first}"${more.length > 0 ? ` and ${more.length} more` : ""}`);
  return { lock, versionIn: (each, use) => lockedVersion(each, use, proxy.url) };
}

/** Deno keeps what it finds locked, so what is to be updated is taken out. */
function withoutUpdated(lock: Lock, uses: readonly PackageUse[], update: RelockOptions["update"]): Lock {
  const updated = uses.filter(({ dependency }) => update === "all" || update.includes(dependency));
  const isKept = ([specifier]: [string, string]) =>
    !updated.some(({ protocol, name }) => specifier.startsWith(`${protocol}:${name}@`));
  return { ...lock, specifiers: Object.fromEntries(Object.entries(lock.specifiers ?? {}).filter(isKept)) };
}

function refuseUnknown(uses: readonly PackageUse[], update: RelockOptions["update"]): void {
  const known = [...new Set(uses.map(({ dependency }) => dependency))].sort();
  const unknown = update === "all" ? undefined : update.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new TentacularError(`No package of the contract that the code imports is called "${unknown}"`, {
    code: "DEPENDENCY-UNKNOWN",
    exit: "notFound",
    remedy: known.length > 0 ? `Name one of: ${known.join(", ")}` : "The code imports no package",
  });
}
