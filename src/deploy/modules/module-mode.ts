import type { Settings } from "../../image/settings.ts";
import type { ModuleMode } from "../../modules/modules-plan.ts";
import type { WorkflowSpec } from "../../workflow/spec.ts";

/** Who may say how modules come to the pods. */
export type ModuleModeOptions = {
  /** The command line. */
  asked: ModuleMode | undefined;
  spec: Pick<WorkflowSpec, "deployment">;
  settings: Settings;
};

/** The flag before the workflow's own word before the settings; else from the cluster's module proxy. */
export function moduleMode({ asked, spec, settings }: ModuleModeOptions): ModuleMode {
  return asked ?? spec.deployment.modules ?? settings.moduleProxy?.kind ?? "proxy";
}
