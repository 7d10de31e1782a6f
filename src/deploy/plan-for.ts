import type { System } from "../cluster/system/system.ts";
import type { Settings } from "../image/settings.ts";
import type { ModulesPlan } from "../modules/modules-plan.ts";
import type { ClosedRange } from "../plan/network/network.ts";
import type { Plan } from "../plan/plan.ts";
import { planOf } from "../plan/plan-of.ts";
import type { Workflow } from "../workflow/workflow.ts";

/** What the command line decides; empty texts count as said, except for the namespace. */
export type PlanForOptions = {
  namespace?: string | undefined;
  runtimeClass?: string | undefined;
  modules?: ModulesPlan | undefined;
  /** What the cluster's system chart says of itself. @default no cluster was asked */
  system?: System | undefined;
};

/**
 * The plan of a workflow for one user: flags before the workflow's own words before settings before what the platform
 * says. Closed ranges add up.
 */
export function planFor(workflow: Workflow, settings: Settings, options: PlanForOptions): Plan {
  const own = options.runtimeClass ?? workflow.spec.deployment.runtimeClass ?? settings.runtime_class;
  const runtimeClass = own ?? options.system?.runtimeClass;
  return planOf(workflow, {
    ...(options.namespace ? { namespace: options.namespace } : {}),
    ...(runtimeClass === undefined ? {} : { runtimeClass }),
    ...(options.modules === undefined ? {} : { modules: options.modules }),
    network: { ...settings.network, closed: closedBy(settings, options.system) },
  });
}

function closedBy({ network }: Settings, system: System | undefined): ClosedRange[] {
  const as = (reason: string) => (cidr: string) => ({ cidr, reason });
  const bySystem = (system?.closedCIDRs ?? []).map(as("the platform: policies.closedCIDRs"));
  const bySettings = (network?.closedCIDRs ?? []).map(as("the settings: network.closedCIDRs"));
  const said = new Set(bySystem.map(({ cidr }) => cidr));
  return [...bySystem, ...bySettings.filter(({ cidr }) => !said.has(cidr))];
}
