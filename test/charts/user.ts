import { writeFile } from "node:fs/promises";
import type { Cluster } from "../cluster/fixture.ts";

/** A subject of a RoleBinding that can log in. */
export type User = { kind: "ServiceAccount"; name: string; namespace: string };

/** Somebody new: a service account that may do nothing yet, with a kubeconfig of its own at `file`. */
export async function newUser(cluster: Cluster, user: User, file: string): Promise<User> {
  const metadata = { name: user.name };
  await cluster.apply([{ apiVersion: "v1", kind: "ServiceAccount", metadata }], user.namespace);
  await writeFile(file, await cluster.kubeconfigOf(user));
  return user;
}
