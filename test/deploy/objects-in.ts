import type { Ground } from "./ground.ts";

/** All objects of a namespace, of whatever kind the cluster knows, as `kind/name`; but what every namespace has, and events. */
export async function objectsIn({ cluster, namespace }: Ground): Promise<string[]> {
  const kinds = await cluster.kubectl("api-resources", "--namespaced", "--verbs=list", "--output=name");
  const counted = kinds.split("\n").filter((kind) => kind !== "" && !/^events(\.|$)/.test(kind));
  const names = await cluster.kubectl("-n", namespace, "get", counted.join(","), "-o", "name");
  return names.split("\n").filter((name) => name !== "" && !/\/(default|kube-root-ca.crt)$/.test(name));
}
