import type { Kube } from "../../cluster/api/kube.ts";
import { pathsIn } from "../../cluster/api/paths.ts";
import type { ServiceAddress } from "../../cluster/modules/service-of.ts";
import { podSchema } from "../../cluster/objects/pod.ts";
import { podLine } from "../../cluster/objects/pod-line.ts";

/** What the proxy's pods are doing, for an error: "esm-sh-7d9 ImagePullBackOff"; "" when they may not be listed. */
export async function proxyPods(kube: Kube, { service, namespace }: ServiceAddress): Promise<string> {
  const labels = `app.kubernetes.io/name=${service}`;
  const pods = await kube.list(pathsIn(namespace).pods.many(), podSchema, { labels }).catch(() => undefined);
  if (pods === undefined) return "";
  return pods.map((pod) => `${pod.metadata.name} ${podLine(pod)}`).join(", ") || "it has no pod";
}
