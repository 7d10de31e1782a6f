import type { Ground } from "./ground.ts";

/** A rule of a Role. */
export type Rule = { apiGroups: string[]; resources: string[]; verbs: string[] };

/** A user who may do nothing but what the rules say, in one namespace. Gives the path of a kubeconfig. */
export async function limitedUser({ cluster, namespace, dir, write }: Ground, rules: Rule[]): Promise<string> {
  const metadata = { name: "dev" };
  const rbac = "rbac.authorization.k8s.io";
  await cluster.apply(
    [
      { apiVersion: "v1", kind: "ServiceAccount", metadata },
      { apiVersion: `${rbac}/v1`, kind: "Role", metadata, rules },
      {
        apiVersion: `${rbac}/v1`,
        kind: "RoleBinding",
        metadata,
        roleRef: { apiGroup: rbac, kind: "Role", name: "dev" },
        subjects: [{ kind: "ServiceAccount", name: "dev", namespace }],
      },
    ],
    namespace,
  );
  await write({ "dev-kubeconfig.json": await cluster.kubeconfigOf({ name: "dev", namespace }) });
  return `${dir}/dev-kubeconfig.json`;
}
