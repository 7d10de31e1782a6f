import type { KubeObject } from "../../cluster/api/kube.ts";
import type { ProbeSetup } from "./probe-setup.ts";

/** Which of the two pods: the one that is called, or the one that calls. */
export type ProbeSide = "listener" | "caller";

/** All objects of probes carry this label; its value is the probe's name. */
export const probeLabel = "tentacular.dev/probe";

/** Name and labels of a probe's pod, and of the policy that selects it by these labels. */
export function probeMetadata({ id, namespace }: ProbeSetup, side: ProbeSide) {
  const labels = { "app.kubernetes.io/name": "tntc-probe", [probeLabel]: id, "tentacular.dev/probe-side": side };
  return { name: `tntc-probe-${id}-${side}`, namespace, labels } satisfies KubeObject["metadata"];
}
