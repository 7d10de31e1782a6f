import { exists } from "../../cluster/api/exists.ts";
import type { Kube } from "../../cluster/api/kube.ts";
import type { Problem } from "../problem.ts";

/** Whether the RuntimeClass is there, when one is wanted: a pod would else never be created. */
export async function runtimeClassMissing(kube: Kube, name: string | undefined): Promise<Problem[]> {
  if (!name) return [];
  const there = await exists(kube, `/apis/node.k8s.io/v1/runtimeclasses/${encodeURIComponent(name)}`);
  if (there !== false) return [];
  return [
    {
      code: "RUNTIME-CLASS-MISSING",
      message: `The cluster has no RuntimeClass "${name}"`,
      remedy:
        'Have it installed, name another with --runtime-class NAME, or go without a sandbox: --runtime-class "" (to keep: deployment.runtimeClass)',
    },
  ];
}
