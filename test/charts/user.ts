import { writeFile } from "node:fs/promises";
import type { Cluster } from "../cluster/fixture.ts";

/** A subject of a RoleBinding that can log in. */
export type User = { kind: "ServiceAccount"; name: string; namespace: string };

/** Somebody new: a service account that may do nothing yet, with a kubeconfig of its own at `file`. */
export async function newUser({ kubectl }: Cluster, user: User, file: string): Promise<User> {
  await kubectl("-n", user.namespace, "create", "serviceaccount", user.name);
  const token = (await kubectl("-n", user.namespace, "create", "token", user.name)).trim();
  const config: { users: { user: object }[] } = JSON.parse(await kubectl("config", "view", "--raw", "-o", "json"));
  for (const each of config.users) each.user = { token };
  await writeFile(file, JSON.stringify(config));
  return user;
}
