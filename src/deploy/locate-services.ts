import type { Kube } from "../cluster/api/kube.ts";
import { type FoundService, readService } from "../cluster/look/read-service.ts";
import type { Progress } from "../output/progress.ts";
import type { EgressRule } from "../plan/network/network.ts";
import { type ServiceFact, withServices } from "../plan/network/with-services.ts";
import type { Plan } from "../plan/plan.ts";

/**
 * The plan with the pods behind its Services: a policy sees a connection when the name and the port of the Service have
 * become those of a pod. What cannot be found out is warned of, with the keys that say it.
 */
export async function locateServices(kube: Kube, plan: Plan, progress: Progress): Promise<Plan> {
  const facts: ServiceFact[] = [];
  for (const rule of plan.network.egress) {
    if (!rule.service) continue;
    const found = await readService(kube, rule.service);
    if (typeof found === "object" && "headless" in found) facts.push(found);
    const trouble = troubleWith(found);
    const open = isOpen(rule, found)
      ? "; until podSelector is said, all pods of its namespace are open on its port"
      : "";
    if (trouble) progress.warn(`${nameOf(rule, kube)} ${trouble}${open} (${rule.source})`);
  }
  return { ...plan, network: withServices(plan.network, facts) };
}

/** A policy without labels means every pod. */
function isOpen({ service }: EgressRule, found: FoundService): boolean {
  return service?.lacks.includes("pods") === true && !(typeof found === "object" && "selector" in found);
}

function nameOf({ service }: EgressRule, kube: Kube): string {
  return `Service "${service?.name}" of namespace "${service?.namespace ?? kube.namespace}"`;
}

function troubleWith(found: FoundService): string | undefined {
  if (found === "missing") return "is not there yet; deploy again when it is, or say podSelector and podPort";
  if (found === "hidden") return "may not be read by you, so its pods are not known; say podSelector and podPort";
  if ("elsewhere" in found) return `stands for "${found.elsewhere}"; declare that host instead`;
  return found.selector ? undefined : "has no pods of its own; say where its addresses lie with cidrs";
}
