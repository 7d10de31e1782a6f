import { readWorkflow } from "../../bundle/read-workflow.ts";
import { Kube } from "../../cluster/api/kube.ts";
import { readSystem } from "../../cluster/system/read-system.ts";
import type { System } from "../../cluster/system/system.ts";
import type { ClusterTarget } from "../../cluster-flags.ts";
import { readSettings, type Settings } from "../../image/settings.ts";
import { systemNamespace } from "../../image/system-namespace.ts";
import type { ModuleMode } from "../../modules/modules-plan.ts";
import type { PackageUse } from "../../modules/package-use.ts";
import { packageUses } from "../../modules/package-uses.ts";
import type { Workflow } from "../../workflow/workflow.ts";
import { moduleMode } from "./module-mode.ts";

/** Whose packages, and how they are to come to which cluster. */
export type ModuleSettingOptions = { dir: string; target: ClusterTarget; asked?: ModuleMode | undefined };

/** All that decides about packages, before any of them is looked at. */
export type ModuleSetting = {
  workflow: Workflow;
  settings: Settings;
  uses: PackageUse[];
  mode: ModuleMode;
  /** The cluster, and what its system chart says of itself. Mode `mirror` locks without one. */
  connect(): Promise<{ kube: Kube; system: System | undefined }>;
};

/** Reads the folder and the settings; the cluster only when it is asked for. */
export async function moduleSetting({ dir, target, asked }: ModuleSettingOptions): Promise<ModuleSetting> {
  const [workflow, settings] = await Promise.all([readWorkflow(dir), readSettings(dir)]);
  const { spec, imports } = workflow;
  const mode = moduleMode({ asked, spec, settings });
  const connect = async () => {
    const kube = await Kube.connect(target);
    return { kube, system: mode === "mirror" ? undefined : await readSystem(kube, systemNamespace(settings)) };
  };
  return { workflow, settings, uses: packageUses(spec.contract, imports), mode, connect };
}
