import type { System } from "../../cluster/system/system.ts";
import type { EgressRule, UnknownService } from "../../plan/network/network.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Problem } from "../problem.ts";

/** Where admission asks policies to name their pods, a Service whose labels nobody knows would be refused halfway. */
export function servicesUnknown({ network }: Pick<Plan, "network">, binding: System | undefined): Problem[] {
  if (binding === undefined) return [];
  return network.egress.flatMap((rule) =>
    rule.service?.lacks.includes("pods") ? [problemOf(rule, rule.service)] : [],
  );
}

function problemOf(rule: EgressRule, service: UnknownService): Problem {
  const where = service.namespace === undefined ? "the workflow's namespace" : `namespace "${service.namespace}"`;
  return {
    code: "SERVICE-UNKNOWN",
    message: `The pods of Service "${service.name}" of ${where} are not known, and this cluster refuses to open all of them (${rule.source})`,
    remedy: remedyFor(rule, service),
  };
}

function remedyFor({ source }: EgressRule, { name, found }: UnknownService): string {
  const say = `podSelector and podPort at ${source} in workflow.yaml`;
  if (found === "missing") return `Deploy again when Service "${name}" is there, or say ${say}`;
  if (found === "no-selector") return `It has no pods of its own: say where its addresses lie with cidrs at ${source}`;
  if (typeof found === "object") return `It stands for "${found.elsewhere}": declare that host at ${source} instead`;
  return `Say ${say}, or have somebody who may read the Service deploy`;
}
