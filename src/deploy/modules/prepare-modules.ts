import type { Kube } from "../../cluster/api/kube.ts";
import { clusterSource } from "../../cluster/modules/cluster-source.ts";
import type { System } from "../../cluster/system/system.ts";
import type { Settings } from "../../image/settings.ts";
import type { ModuleMode } from "../../modules/modules-plan.ts";
import { packageUses } from "../../modules/package-uses.ts";
import { lockedVersion, pinsIn } from "../../modules/pins.ts";
import { plannedPackages } from "../../modules/planned-packages.ts";
import type { Progress } from "../../output/progress.ts";
import type { Workflow } from "../../workflow/workflow.ts";
import { filesOf } from "./files-of.ts";
import { lockFor } from "./lock-for.ts";
import { moduleMode } from "./module-mode.ts";
import { moduleProxy } from "./module-proxy.ts";
import { prepareMirror } from "./prepare-mirror.ts";
import type { PreparedModules } from "./prepared-modules.ts";

/** Whose packages to prepare, and for which cluster. */
export type PrepareModulesOptions = {
  workflow: Workflow;
  settings: Settings;
  asked: ModuleMode | undefined;
  system: System | undefined;
  dryRun: boolean;
  progress: Progress;
};

/**
 * Packages on their way to the pods: exact versions, the lock, the import map, and in mode `bundled` the modules too.
 *
 * @throws {TentacularError} `MODULE-PROXY-MISSING`, `MIRROR-MISSING` (preflight), what `lockFor` and `filesOf` throw
 */
export async function prepareModules(kube: Kube, options: PrepareModulesOptions): Promise<PreparedModules> {
  const { workflow, settings, asked, system } = options;
  const { spec, dir, imports } = workflow;
  const uses = packageUses(spec.contract, imports);
  if (uses.length === 0) return { made: [] };
  const mode = moduleMode({ asked, spec, settings });
  if (mode === "mirror") return await prepareMirror(uses, { ...options, dir });
  const proxy = await moduleProxy(kube, system, options);
  const source = clusterSource(kube, proxy.url);
  const lock = await lockFor({ ...options, dir, uses, proxy, source });
  const { pinned } = pinsIn(lock, uses, proxy.url);
  const packages = plannedPackages(uses, (use) => lockedVersion(lock, use, proxy.url));
  return {
    modules: { mode, ...(mode === "proxy" ? { proxy: proxy.url } : {}), packages },
    made: await filesOf({ mode, lock, pinned, source }),
  };
}
