import type { Settings } from "../../image/settings.ts";
import type { Registries } from "../../modules/mirror/registries.ts";
import type { ModulesPlan, PlannedPackage } from "../../modules/modules-plan.ts";

/** What is decided about packages that come from mirrors; credentials by name, and only where they are needed. */
export function mirrorPlan(
  { npm, jsr }: Registries,
  packages: PlannedPackage[],
  { modules = {} }: Pick<Settings, "modules">,
): ModulesPlan {
  const { npmrcSecret } = modules;
  const registries = { ...(npm ? { npm } : {}), ...(jsr ? { jsr } : {}) };
  return { mode: "mirror", registries, ...(npm && npmrcSecret ? { npmrcSecret } : {}), packages };
}
