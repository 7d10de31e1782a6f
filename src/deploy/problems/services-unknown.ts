import type { System } from "../../cluster/system/system.ts";
import type { EgressRule } from "../../plan/network/network.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Problem } from "../problem.ts";

/** Where admission asks policies to name their pods, a Service whose labels nobody knows would be refused halfway. */
export function servicesUnknown({ network }: Pick<Plan, "network">, system: System | undefined): Problem[] {
  if (!system?.enforce) return [];
  return network.egress.flatMap((rule) => (rule.service?.lacks.includes("pods") ? [problemOf(rule)] : []));
}

function problemOf({ source, service }: EgressRule): Problem {
  const where = service?.namespace === undefined ? "the workflow's namespace" : `namespace "${service.namespace}"`;
  return {
    code: "SERVICE-UNKNOWN",
    message: `The pods of Service "${service?.name}" of ${where} are not known, and this cluster refuses to open all of them (${source})`,
    remedy: `Say podSelector and podPort at ${source} in workflow.yaml, or have somebody who may read the Service deploy`,
  };
}
