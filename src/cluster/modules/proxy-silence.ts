import type { Kube } from "../api/kube.ts";
import { pathsIn } from "../api/paths.ts";
import { podSchema } from "../objects/pod.ts";
import { podLine } from "../objects/pod-line.ts";
import type { ServiceAddress } from "./service-of.ts";

/** Why a module proxy does not answer, and what shows more or mends it. */
export type ProxySilence = { why: string; remedy: string };

/** Adds what the proxy's pods are doing, for who may see them, to what the API server said when it could not ask. */
export async function proxySilence(kube: Kube, address: ServiceAddress, said: string): Promise<ProxySilence> {
  const { service, namespace } = address;
  const labels = `app.kubernetes.io/name=${service}`;
  const pods = await kube.list(pathsIn(namespace).pods.many(), podSchema, { labels }).catch(() => undefined);
  const why = said.includes("connection refused") ? "its pod does not listen on the port of the Service" : said;
  const restore = `${kube.onCluster("tntc cluster install")} puts back what was changed by hand`;
  if (pods === undefined) return { why, remedy: "Ask who manages the cluster to look at its pods" };
  if (pods.length === 0) {
    const remedy = `See why: ${kube.onCluster(`kubectl -n ${namespace} describe deployment ${service}`)}; ${restore}`;
    return { why: `${why} (it has no pod)`, remedy };
  }
  const doing = pods.map((pod) => `${pod.metadata.name} ${podLine(pod)}`).join(", ");
  return {
    why: `${why} (${doing})`,
    remedy: `See why: ${kube.onCluster(`kubectl -n ${namespace} describe pods -l ${labels}`)}; ${restore}`,
  };
}
