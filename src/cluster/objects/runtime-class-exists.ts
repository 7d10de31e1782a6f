import { exists } from "../api/exists.ts";
import type { Kube } from "../api/kube.ts";
import { runtimeClassPath } from "./runtime-class-path.ts";

/** Whether the cluster has the RuntimeClass; undefined when this user may not look. */
export async function runtimeClassExists(kube: Kube, name: string): Promise<boolean | undefined> {
  return await exists(kube, runtimeClassPath(name));
}
