import type { Settings } from "../image/settings.ts";
import type { ModulesPlan } from "../modules/modules-plan.ts";
import type { Plan } from "../plan/plan.ts";
import { planOf } from "../plan/plan-of.ts";
import type { Workflow } from "../workflow/workflow.ts";

/** What the command line decides; empty texts count as said, except for the namespace. */
export type PlanForOptions = {
  namespace?: string | undefined;
  runtimeClass?: string | undefined;
  modules?: ModulesPlan | undefined;
};

/** The plan of a workflow for one user: flags before the workflow's own words before settings. */
export function planFor(workflow: Workflow, settings: Settings, options: PlanForOptions): Plan {
  const runtimeClass = options.runtimeClass ?? workflow.spec.deployment.runtimeClass ?? settings.runtime_class;
  return planOf(workflow, {
    ...(options.namespace ? { namespace: options.namespace } : {}),
    ...(runtimeClass === undefined ? {} : { runtimeClass }),
    ...(options.modules === undefined ? {} : { modules: options.modules }),
    ...(settings.network === undefined ? {} : { network: settings.network }),
  });
}
