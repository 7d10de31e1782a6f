import type { Plan } from "../plan/plan.ts";

/** Verbs on one resource in the namespace. */
export type PermissionNeed = { group: string; resource: string; verbs: readonly string[] };

const write = ["get", "create", "patch", "delete"];
const everywhere: readonly PermissionNeed[] = [
  // Helm keeps releases in Secrets; we apply <wf>-secrets.
  { group: "", resource: "secrets", verbs: ["get", "list", "create", "update", "patch", "delete"] },
  // The code is a hook, and Helm 4 watches hooks.
  { group: "", resource: "configmaps", verbs: ["get", "list", "watch", "create", "patch", "delete"] },
  { group: "", resource: "services", verbs: write },
  { group: "", resource: "serviceaccounts", verbs: write },
  { group: "networking.k8s.io", resource: "networkpolicies", verbs: write },
  { group: "apps", resource: "deployments", verbs: write },
  { group: "apps", resource: "replicasets", verbs: ["list"] },
  { group: "", resource: "pods", verbs: ["list"] },
  { group: "coordination.k8s.io", resource: "leases", verbs: ["get", "create", "update", "delete"] },
];
const forCron: PermissionNeed = { group: "batch", resource: "cronjobs", verbs: write };

/** All that a deploy does in its namespace, and nothing that it does not: a Role with these verbs is enough. */
export function neededPermissions({ triggers }: Pick<Plan, "triggers">): PermissionNeed[] {
  return triggers.cron.length > 0 ? [...everywhere, forCron] : [...everywhere];
}
