import { join } from "node:path";
import type { Ground } from "./ground.ts";

type Rule = { apiGroups: string[]; resources: string[]; verbs: string[] };

/** Writes a kubeconfig of a user who may do only what the rules say; returns the environment that uses it. */
export async function narrowUser(at: Ground, rules: Rule[]): Promise<Record<string, string>> {
  const { cluster, namespace } = at;
  const metadata = { name: "narrow", namespace };
  await cluster.apply(
    [
      { apiVersion: "v1", kind: "ServiceAccount", metadata },
      { apiVersion: "rbac.authorization.k8s.io/v1", kind: "Role", metadata, rules },
      {
        apiVersion: "rbac.authorization.k8s.io/v1",
        kind: "RoleBinding",
        metadata,
        roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "narrow" },
        subjects: [{ kind: "ServiceAccount", ...metadata }],
      },
    ],
    namespace,
  );
  const token = (await cluster.kubectl("-n", namespace, "create", "token", "narrow")).trim();
  const config = JSON.parse(await cluster.kubectl("config", "view", "--raw", "--flatten", "-o", "json"));
  config.users = config.users.map(({ name }: { name: string }) => ({ name, user: { token } }));
  await at.write({ "narrow.kubeconfig": JSON.stringify(config) });
  return { KUBECONFIG: join(at.dir, "narrow.kubeconfig") };
}
