import { z } from "zod";
import type { Kube } from "../api/kube.ts";
import { pathsIn } from "../api/paths.ts";
import type { Deployment } from "./deployment.ts";

const revisionKey = "deployment.kubernetes.io/revision";

const replicaSet = z.object({
  metadata: z.object({
    name: z.string(),
    labels: z.record(z.string(), z.string()).default({}),
    annotations: z.record(z.string(), z.string()).default({}),
  }),
});

/** The ReplicaSet of a Deployment's newest template: the one that carries the Deployment's own revision. */
export async function newestReplicaSet(
  kube: Kube,
  { metadata, spec }: Deployment,
): Promise<{ name: string; labels: Record<string, string> } | undefined> {
  const labels = Object.entries(spec.selector.matchLabels)
    .map(([key, value]) => `${key}=${value}`)
    .join(",");
  const sets = await kube.list(pathsIn(kube.namespace).replicasets.many(), replicaSet, { labels });
  return sets.find((set) => set.metadata.annotations[revisionKey] === metadata.annotations[revisionKey])?.metadata;
}
