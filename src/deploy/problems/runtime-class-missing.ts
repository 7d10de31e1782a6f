import type { Kube } from "../../cluster/api/kube.ts";
import { runtimeClassExists } from "../../cluster/objects/runtime-class-exists.ts";
import type { Problem } from "../problem.ts";

/** Whether the RuntimeClass is there, when one is wanted: a pod would else never be created. */
export async function runtimeClassMissing(kube: Kube, name: string | undefined): Promise<Problem[]> {
  if (!name) return [];
  if ((await runtimeClassExists(kube, name)) !== false) return [];
  return [
    {
      code: "RUNTIME-CLASS-MISSING",
      message: `The cluster has no RuntimeClass "${name}"`,
      remedy:
        'Have it installed, name another with --runtime-class NAME, or go without a sandbox: --runtime-class "" once, runtimeClass: "" under deployment in workflow.yaml for good',
    },
  ];
}
