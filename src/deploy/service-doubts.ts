import type { UnknownService } from "../plan/network/network.ts";
import type { Plan } from "../plan/plan.ts";

/** One sentence for each Service whose pods could not be found out: what that means, and the keys that help. */
export function serviceDoubts({ network }: Pick<Plan, "network">, ownNamespace: string): string[] {
  return network.egress.flatMap(({ service, source }) => {
    if (service?.found === undefined) return [];
    const { name, namespace = ownNamespace, found } = service;
    const { trouble, remedy } = doubt(found);
    return [`Service "${name}" of namespace "${namespace}" (${source}) ${trouble}${openness(service)}; ${remedy}`];
  });
}

/** A policy without labels means every pod. */
function openness({ lacks }: UnknownService): string {
  return lacks.includes("pods") ? ", so all pods of that namespace are open on its port" : "";
}

function doubt(found: NonNullable<UnknownService["found"]>): { trouble: string; remedy: string } {
  if (found === "missing")
    return { trouble: "is not there yet", remedy: "deploy again when it is, or add podSelector and podPort" };
  if (found === "hidden") return { trouble: "may not be read by you", remedy: "add podSelector and podPort" };
  if (found === "no-selector")
    return { trouble: "has no pods of its own", remedy: "say where its addresses lie with cidrs" };
  return { trouble: `stands for "${found.elsewhere}"`, remedy: "declare that host instead" };
}
