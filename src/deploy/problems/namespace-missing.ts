import { exists } from "../../cluster/api/exists.ts";
import type { Kube } from "../../cluster/api/kube.ts";
import type { Problem } from "../problem.ts";

/** Whether the namespace is there. Whoever may not look gets the benefit of the doubt. */
export async function namespaceMissing(kube: Kube): Promise<Problem[]> {
  const there = await exists(kube, `/api/v1/namespaces/${encodeURIComponent(kube.namespace)}`);
  if (there !== false) return [];
  return [
    {
      code: "NAMESPACE-MISSING",
      message: `There is no namespace "${kube.namespace}" in ${kube.context}`,
      remedy: `${kube.onCluster(`kubectl create namespace ${kube.namespace}`)}, or name another with -n`,
    },
  ];
}
