import type { System } from "../../cluster/system/system.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Problem } from "../problem.ts";

/** Where admission asks policies to name each port, a way out on any port would be refused halfway. */
export function portsUnnamed({ network }: Pick<Plan, "network">, binding: System | undefined): Problem[] {
  if (binding === undefined) return [];
  return network.egress
    .filter(({ ports }) => ports.length === 0)
    .map(({ source }) => ({
      code: "PORTS-UNNAMED",
      message: `The platform opens no way out on any port, and none is named (${source})`,
      remedy: `Name each at ${source} in workflow.yaml, e.g. ports: [443/TCP]`,
    }));
}
