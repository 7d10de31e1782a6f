import type { Kube } from "../cluster/api/kube.ts";
import { readService } from "../cluster/look/read-service.ts";
import type { Progress } from "../output/progress.ts";
import type { ServiceName, UnknownService } from "../plan/network/network.ts";
import { withServices } from "../plan/network/with-services.ts";
import type { Plan } from "../plan/plan.ts";

/**
 * The plan with the pods behind its Services: a policy sees a connection when the name and the port of the Service have
 * become those of a pod. What cannot be found out is warned of, with the keys that say it.
 */
export async function locateServices(kube: Kube, plan: Plan, progress: Progress): Promise<Plan> {
  const services = plan.network.egress.flatMap(({ service }) => service ?? []);
  const facts = await Promise.all(services.map((each) => readService(kube, each)));
  const network = withServices(plan.network, facts);
  for (const { service, source } of network.egress) {
    if (service?.found === undefined) continue;
    progress.warn(`${nameOf(service, kube)} ${troubleWith(service.found)}${openness(service)} (${source})`);
  }
  return { ...plan, network };
}

/** A policy without labels means every pod. */
function openness({ lacks }: UnknownService): string {
  return lacks.includes("pods") ? "; until podSelector is said, all pods of its namespace are open on its port" : "";
}

function nameOf({ name, namespace }: ServiceName, kube: Kube): string {
  return `Service "${name}" of namespace "${namespace ?? kube.namespace}"`;
}

function troubleWith(found: NonNullable<UnknownService["found"]>): string {
  if (found === "missing") return "is not there yet; deploy again when it is, or say podSelector and podPort";
  if (found === "hidden") return "may not be read by you, so its pods are not known; say podSelector and podPort";
  if (found === "no-selector") return "has no pods of its own; say where its addresses lie with cidrs";
  return `stands for "${found.elsewhere}"; declare that host instead`;
}
