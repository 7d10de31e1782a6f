import type { Kube } from "../api/kube.ts";

/** The command that removes a tick. */
export function removalOf(kube: Kube, job: string): string {
  return kube.here(`kubectl delete job ${job}`);
}
