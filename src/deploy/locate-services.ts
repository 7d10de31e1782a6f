import type { Kube } from "../cluster/api/kube.ts";
import { readService } from "../cluster/look/read-service.ts";
import { withServices } from "../plan/network/with-services.ts";
import type { Plan } from "../plan/plan.ts";

/**
 * The plan with the pods behind its Services: a policy sees a connection when the name and the port of the Service have
 * become those of a pod.
 */
export async function locateServices(kube: Kube, plan: Plan): Promise<Plan> {
  const services = plan.network.egress.flatMap(({ service }) => service ?? []);
  const facts = await Promise.all(services.map((each) => readService(kube, each)));
  return { ...plan, network: withServices(plan.network, facts) };
}
