import type { KubeObject } from "../../cluster/api/kube.ts";
import { neededPermissions } from "../../deploy/needed-permissions.ts";

/** Name of the Role that holds what an author of workflows may do in a namespace. */
export const authorRoleName = "tentacular-author";

/** One rule of a Role. */
export type RoleRule = { apiGroups: string[]; resources: string[]; verbs: string[] };

const cron = { jobName: "any", schedule: "0 3 * * *", input: {} };

/** Exactly what a deploy does, cron triggers included. */
export function authorRules(): RoleRule[] {
  const needs = neededPermissions({ triggers: { manual: true, cron: [cron] } });
  return needs.map(({ group, resource, verbs }) => ({ apiGroups: [group], resources: [resource], verbs: [...verbs] }));
}

/** A Role alone gives nobody anything: who may use it is for the platform to say. */
export function authorRole(namespace: string): KubeObject {
  return {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "Role",
    metadata: { name: authorRoleName, namespace, labels: { "app.kubernetes.io/part-of": "tentacular-system" } },
    rules: authorRules(),
  };
}
