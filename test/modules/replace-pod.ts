import type { Ground } from "../deploy/ground.ts";

/** Starts a new pod of the same revision of a workflow; the old one serves until that is Ready. */
export async function replacePod(at: Ground, workflow: string): Promise<void> {
  const rollout = (...args: string[]) => at.cluster.kubectl("-n", at.namespace, "rollout", ...args);
  await rollout("restart", `deployment/${workflow}`);
  await rollout("status", `deployment/${workflow}`, "--timeout=150s");
}
