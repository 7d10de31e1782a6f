import { runtimeClassMissing } from "../../../deploy/problems/runtime-class-missing.ts";
import type { Check } from "../check.ts";
import type { CheckGround } from "../check-ground.ts";
import { fromProblems } from "./from-problems.ts";

/** Whether the RuntimeClass is there that pods would ask for. */
export async function runtimeClassCheck({ kube, plan }: CheckGround): Promise<Check[]> {
  const id = "runtime-class";
  if (!plan.runtimeClass) {
    const remedy = "Set runtime_class in the settings, or deployment.runtimeClass in workflow.yaml, e.g. to gvisor";
    return [{ id, state: "warn", message: "No RuntimeClass is asked for: pods run without a sandbox", remedy }];
  }
  const problems = await runtimeClassMissing(kube, plan.runtimeClass);
  return fromProblems(problems, { id, message: `RuntimeClass "${plan.runtimeClass}" available` });
}
