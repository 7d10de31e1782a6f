import { exists } from "../api/exists.ts";
import type { Kube } from "../api/kube.ts";

/** Whether the cluster has the RuntimeClass; undefined when this user may not look. */
export async function runtimeClassExists(kube: Kube, name: string): Promise<boolean | undefined> {
  return await exists(kube, `/apis/node.k8s.io/v1/runtimeclasses/${encodeURIComponent(name)}`);
}
