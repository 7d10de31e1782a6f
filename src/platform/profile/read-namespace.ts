import { z } from "zod";
import type { Kube } from "../../cluster/api/kube.ts";
import { namespaceState } from "../namespace-state.ts";
import type { ClusterProfile, LimitFacts, QuotaFacts } from "./cluster-profile.ts";
import type { Reader } from "./reader.ts";

const amounts = z.record(z.string(), z.string()).default({});
const metadata = z.object({ name: z.string() });
const quota = z.object({ metadata, status: z.object({ hard: amounts, used: amounts }).prefault({}) });
const limitRange = z.object({
  metadata,
  spec: z.object({
    limits: z
      .array(z.object({ type: z.string(), max: amounts, min: amounts, default: amounts, defaultRequest: amounts }))
      .default([]),
  }),
});

/** What holds for pods of the namespace. */
export async function readNamespace(kube: Kube, { read }: Reader): Promise<ClusterProfile["namespace"]> {
  const base = `/api/v1/namespaces/${encodeURIComponent(kube.namespace)}`;
  const [found, quotas, limits] = await Promise.all([
    namespaceState(kube, kube.namespace),
    read("quotas", () => kube.list(`${base}/resourcequotas`, quota)),
    read("limit ranges", () => kube.list(`${base}/limitranges`, limitRange)),
  ]);
  return {
    name: kube.namespace,
    state: found.state,
    podSecurity: found.state === "there" ? (found.labels["pod-security.kubernetes.io/enforce"] ?? "") : "",
    ...(quotas ? { quotas: quotas.flatMap(quotaFacts) } : {}),
    ...(limits ? { limits: limits.flatMap(limitFacts) } : {}),
  };
}

function quotaFacts({ metadata: { name }, status: { hard, used } }: z.infer<typeof quota>): QuotaFacts[] {
  return Object.entries(hard).map(([resource, amount]) => ({
    name,
    resource,
    used: used[resource] ?? "0",
    hard: amount,
  }));
}

function limitFacts({ metadata: { name }, spec }: z.infer<typeof limitRange>): LimitFacts[] {
  return spec.limits.flatMap(({ type, ...those }) =>
    Object.entries(those).flatMap(([limit, resources]) =>
      Object.entries(resources).map(([resource, amount]) => ({ name, kind: type, limit, resource, amount })),
    ),
  );
}
