import type { Kube } from "../api/kube.ts";
import { pathsIn } from "../api/paths.ts";
import type { Deployment } from "./deployment.ts";
import { newestReplicaSet } from "./newest-replica-set.ts";
import { type Pod, podSchema } from "./pod.ts";

const hashKey = "pod-template-hash";

/** The pods of a Deployment's newest template: those of the ReplicaSet that carries the Deployment's own revision. */
export async function newPods(kube: Kube, deployment: Deployment): Promise<Pod[]> {
  const labels = Object.entries(deployment.spec.selector.matchLabels)
    .map(([key, value]) => `${key}=${value}`)
    .join(",");
  const [newest, pods] = await Promise.all([
    newestReplicaSet(kube, deployment),
    kube.list(pathsIn(kube.namespace).pods.many(), podSchema, { labels }),
  ]);
  const hash = newest?.labels[hashKey];
  // After a rollback the template is an old one, whose pods of then may still be ending.
  return pods.filter(
    ({ metadata: { labels, deletionTimestamp } }) =>
      hash !== undefined && labels[hashKey] === hash && deletionTimestamp === undefined,
  );
}
