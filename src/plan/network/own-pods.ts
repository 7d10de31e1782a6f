import type { PodPeer } from "./network.ts";

/** The pods of one workflow in its own namespace: those that run nodes, or the small ones that post ticks. */
export function ownPods(workflow: string, role: "engine" | "trigger"): PodPeer {
  return {
    pods: {
      "app.kubernetes.io/name": workflow,
      "app.kubernetes.io/instance": workflow,
      "tentacular.dev/role": role,
    },
  };
}
