import type { ClusterTarget } from "./cluster-flags.ts";

/**
 * Where to act for one workflow: in the namespace that the user named, else in the workflow's own, else in the context's.
 *
 * @param own the workflow's `deployment.namespace`
 */
export function targetFor(target: ClusterTarget, own: string | undefined): ClusterTarget {
  return target.namespaceIsExplicit || own === undefined ? target : { ...target, namespace: own };
}
