import { z } from "zod";
import { isDenied } from "../cluster/api/is-denied.ts";
import type { Kube } from "../cluster/api/kube.ts";

/** How a namespace is; hidden when this user may not look. */
export type NamespaceState =
  | { state: "there"; labels: Record<string, string> }
  | { state: "missing" | "ending" | "hidden" };

const schema = z.object({
  metadata: z.object({ labels: z.record(z.string(), z.string()).default({}) }),
  status: z.object({ phase: z.string().optional() }).prefault({}),
});

/** Looks at a namespace. */
export async function namespaceState(kube: Kube, name: string): Promise<NamespaceState> {
  try {
    const found = await kube.get(`/api/v1/namespaces/${encodeURIComponent(name)}`, schema);
    if (found === undefined) return { state: "missing" };
    return found.status.phase === "Terminating"
      ? { state: "ending" }
      : { state: "there", labels: found.metadata.labels };
  } catch (error) {
    if (isDenied(error)) return { state: "hidden" };
    throw error;
  }
}
