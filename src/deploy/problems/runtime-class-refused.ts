import type { System } from "../../cluster/system/system.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Problem } from "../problem.ts";

/** Where admission demands a sandbox of pods, others are refused halfway. */
export function runtimeClassRefused(
  { runtimeClass = "" }: Pick<Plan, "runtimeClass">,
  binding: System | undefined,
): Problem[] {
  const demanded = binding?.runtimeClass;
  if (!demanded || runtimeClass === demanded) return [];
  return [
    {
      code: "RUNTIME-CLASS-REFUSED",
      message: `The platform lets in pods under RuntimeClass "${demanded}" only, and this workflow asks for ${runtimeClass ? `"${runtimeClass}"` : "none"}`,
      remedy: "Leave out --runtime-class, deployment.runtimeClass in workflow.yaml, and runtime_class in the settings",
    },
  ];
}
