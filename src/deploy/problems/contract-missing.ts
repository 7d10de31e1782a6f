import type { System } from "../../cluster/system/system.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Problem } from "../problem.ts";

/** Where the platform asks for contracts, a workflow without one is not deployed. */
export function contractMissing({ network }: Plan, system: System | undefined): Problem[] {
  if (network.contract === "declared" || !system?.requireContract) return [];
  return [
    {
      code: "CONTRACT-REQUIRED",
      message: "This cluster takes only workflows with a contract",
      remedy: "Add 'contract: {version: \"1\", dependencies: {}}' to workflow.yaml, and what the nodes may touch",
    },
  ];
}
