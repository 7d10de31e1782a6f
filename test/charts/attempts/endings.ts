import type { KubeRequest } from "../../../src/cluster/api/transport.ts";

/** How a pod is ended within some seconds, and who may ask for it at all. */
export function endings(
  pod: { namespace: string; name: string },
  seconds: number,
): Record<"author" | "owner", KubeRequest> {
  const { namespace, name } = pod;
  const path = `/api/v1/namespaces/${namespace}/pods/${name}`;
  const eviction = { metadata: { name }, deleteOptions: { gracePeriodSeconds: seconds, dryRun: ["All"] } };
  return {
    author: { method: "DELETE", path, query: { dryRun: "All", gracePeriodSeconds: String(seconds) } },
    owner: { method: "POST", path: `${path}/eviction`, body: JSON.stringify(eviction) },
  };
}
