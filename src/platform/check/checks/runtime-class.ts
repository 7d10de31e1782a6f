import { runtimeClassExists } from "../../../cluster/objects/runtime-class-exists.ts";
import { runtimeClassMissing } from "../../../deploy/problems/runtime-class-missing.ts";
import type { Check } from "../check.ts";
import type { CheckGround } from "../check-ground.ts";
import { fromProblems } from "./from-problems.ts";

const id = "runtime-class";

/** Whether the RuntimeClass is there that pods would ask for. */
export async function runtimeClassCheck({ kube, plan }: CheckGround): Promise<Check[]> {
  if (!plan.runtimeClass) {
    const remedy = "Set runtime_class in the settings, or deployment.runtimeClass in workflow.yaml, e.g. to gvisor";
    return [{ id, state: "warn", message: "No RuntimeClass is asked for: pods run without a sandbox", remedy }];
  }
  const there = await runtimeClassExists(kube, plan.runtimeClass);
  if (there === undefined) return [unseen(plan.runtimeClass)];
  const problems = there ? [] : await runtimeClassMissing(kube, plan.runtimeClass);
  return fromProblems(problems, { id, message: `RuntimeClass "${plan.runtimeClass}" available` });
}

function unseen(name: string): Check {
  const remedy = `Ask for the permission to get the RuntimeClass "${name}"`;
  return { id, state: "skip", message: `RuntimeClass "${name}" not looked at: no permission`, remedy };
}
