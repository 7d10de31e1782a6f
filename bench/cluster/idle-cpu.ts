import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import type { Kube } from "../../src/cluster/api/kube.ts";
import { pathsIn } from "../../src/cluster/api/paths.ts";

/** Long beside the ten seconds after which a kubelet looks again. */
const spanMs = 40_000;

const located = z.object({ metadata: z.object({ name: z.string() }), spec: z.object({ nodeName: z.string() }) });
const used = z.object({ time: z.string(), usageCoreNanoSeconds: z.number() });
const summary = z.object({
  pods: z.array(z.object({ podRef: z.object({ name: z.string(), namespace: z.string() }), cpu: used.optional() })),
});

/**
 * What the one pod behind these labels takes of a processor while nothing but its probes asks it anything, in percent
 * of one core, as its node counts it.
 */
export async function idleCpu(kube: Kube, labels: string): Promise<number> {
  const [pod] = await kube.list(pathsIn(kube.namespace).pods.many(), located, { labels });
  if (pod === undefined) throw new Error(`No pod has the labels "${labels}"`);
  // A start that has just ended is no rest.
  await wait(spanMs / 4);
  const before = await usedBy(kube, pod);
  await wait(spanMs);
  const after = await usedBy(kube, pod);
  const spanNs = (Date.parse(after.time) - Date.parse(before.time)) * 1e6;
  return (100 * (after.usageCoreNanoSeconds - before.usageCoreNanoSeconds)) / spanNs;
}

async function usedBy(
  kube: Kube,
  { metadata: { name }, spec }: z.infer<typeof located>,
): Promise<z.infer<typeof used>> {
  const found = await kube.get(`/api/v1/nodes/${spec.nodeName}/proxy/stats/summary`, summary);
  const pod = found?.pods.find(({ podRef }) => podRef.name === name && podRef.namespace === kube.namespace);
  if (pod?.cpu === undefined) throw new Error(`Node "${spec.nodeName}" does not tell what pod "${name}" takes`);
  return pod.cpu;
}
