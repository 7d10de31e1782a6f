import { z } from "zod";
import type { Kube } from "../api/kube.ts";
import { pathsIn } from "../api/paths.ts";
import type { Deployment } from "./deployment.ts";
import { type Pod, podSchema } from "./pod.ts";

const revisionKey = "deployment.kubernetes.io/revision";
const hashKey = "pod-template-hash";

const replicaSet = z.object({
  metadata: z.object({
    labels: z.record(z.string(), z.string()).default({}),
    annotations: z.record(z.string(), z.string()).default({}),
  }),
});

/** The pods of a Deployment's newest template: those of the ReplicaSet that carries the Deployment's own revision. */
export async function newPods(kube: Kube, { metadata, spec }: Deployment): Promise<Pod[]> {
  const selector = Object.entries(spec.selector.matchLabels)
    .map(([key, value]) => `${key}=${value}`)
    .join(",");
  const [sets, pods] = await Promise.all([
    kube.list(pathsIn(kube.namespace).replicasets.many(), replicaSet, { labels: selector }),
    kube.list(pathsIn(kube.namespace).pods.many(), podSchema, { labels: selector }),
  ]);
  const newest = sets.find((set) => set.metadata.annotations[revisionKey] === metadata.annotations[revisionKey]);
  const hash = newest?.metadata.labels[hashKey];
  // After a rollback the template is an old one, whose pods of then may still be ending.
  return pods.filter(
    ({ metadata: { labels, deletionTimestamp } }) =>
      hash !== undefined && labels[hashKey] === hash && deletionTimestamp === undefined,
  );
}
