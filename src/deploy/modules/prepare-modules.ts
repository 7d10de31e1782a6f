import type { CodeFile } from "../../bundle/canonical-tar.ts";
import type { Kube } from "../../cluster/api/kube.ts";
import { clusterSource } from "../../cluster/modules/cluster-source.ts";
import type { System } from "../../cluster/system/system.ts";
import type { Settings } from "../../image/settings.ts";
import { bundleModules } from "../../modules/bundle-modules.ts";
import { importMap } from "../../modules/import-map.ts";
import type { Lock } from "../../modules/lock.ts";
import { lockText } from "../../modules/lock-text.ts";
import { lockedLoad } from "../../modules/locked-load.ts";
import { moduleCache } from "../../modules/module-cache.ts";
import type { ModuleMode, ModulesPlan } from "../../modules/modules-plan.ts";
import type { ModuleSource } from "../../modules/module-source.ts";
import type { PackageUse } from "../../modules/package-use.ts";
import { packageUses } from "../../modules/package-uses.ts";
import { lockName } from "../../modules/parse-lock.ts";
import { lockedVersion, type Pin, pinsIn } from "../../modules/pins.ts";
import { plannedPackages } from "../../modules/planned-packages.ts";
import type { Progress } from "../../output/progress.ts";
import type { Workflow } from "../../workflow/workflow.ts";
import { lockFor } from "./lock-for.ts";
import { moduleMode } from "./module-mode.ts";
import { moduleProxy } from "./module-proxy.ts";
import { prepareMirror } from "./prepare-mirror.ts";

/** Whose packages to prepare, and for which cluster. */
export type PrepareModulesOptions = {
  workflow: Workflow;
  settings: Settings;
  asked: ModuleMode | undefined;
  system: System | undefined;
  dryRun: boolean;
  progress: Progress;
};

/** What is decided about packages, and the files that this adds to the code. */
export type PreparedModules = { plan?: ModulesPlan; made: CodeFile[] };

/**
 * Packages on their way to the pods: exact versions, the lock, the import map, and in mode `bundled` the modules too.
 *
 * @throws {TentacularError} `MODULE-PROXY-MISSING` (preflight), what `lockFor` and `bundleModules` throw
 */
export async function prepareModules(kube: Kube, options: PrepareModulesOptions): Promise<PreparedModules> {
  const { workflow, settings, asked, system } = options;
  const { spec, dir, imports } = workflow;
  const uses = packageUses(spec.contract, imports);
  if (uses.length === 0) return { made: [] };
  const mode = moduleMode({ asked, spec, settings });
  if (mode === "mirror") return await prepareMirror(uses, { ...options, dir });
  const proxy = moduleProxy(system, settings);
  const source = clusterSource(kube, proxy.url);
  const lock = await lockFor({ ...options, dir, uses, proxy, source });
  const plan = planned({ mode, lock, uses, proxy: proxy.url });
  const made = await filesOf(mode, { lock, source, pinned: pinsIn(lock, uses, proxy.url).pinned });
  return { plan, made: [...made, file(lockName, lockText(lock))] };
}

type Locked = { mode: "proxy" | "bundled"; lock: Lock; uses: readonly PackageUse[]; proxy: string };

function planned({ mode, lock, uses, proxy }: Locked): ModulesPlan {
  const packages = plannedPackages(uses, (use) => lockedVersion(lock, use, proxy));
  return { mode, ...(mode === "proxy" ? { proxy } : {}), packages };
}

type Made = { lock: Lock; source: ModuleSource; pinned: readonly Pin[] };

async function filesOf(mode: "proxy" | "bundled", { lock, source, pinned }: Made): Promise<CodeFile[]> {
  if (mode === "bundled") {
    const { files, map } = await bundleModules(pinned, lockedLoad({ lock, source, cache: moduleCache() }));
    return [...files, file("import_map.json", map)];
  }
  const mapped = pinned.map(({ use, version, url }) => ({ use, version, address: url }));
  return [file("import_map.json", importMap(mapped))];
}

function file(path: string, text: string): CodeFile {
  return { path, bytes: new TextEncoder().encode(text) };
}
