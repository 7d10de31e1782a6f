import type { KubeObject } from "../../cluster/api/kube.ts";
import { authorRules } from "./author-rules.ts";

/** Name of the Role that holds what an author of workflows may do in a namespace. */
export const authorRoleName = "tentacular-author";

/** A Role alone gives nobody anything: who may use it is for the platform to say. */
export function authorRole(namespace: string): KubeObject {
  return {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "Role",
    metadata: { name: authorRoleName, namespace, labels: { "app.kubernetes.io/part-of": "tentacular-system" } },
    rules: authorRules(),
  };
}
