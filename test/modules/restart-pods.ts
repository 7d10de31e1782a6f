import type { Ground } from "../deploy/ground.ts";

/** Ends a workflow's pods, so that new ones load all they need anew; returns when the old ones are gone. */
export async function restartPods(at: Ground, workflow: string): Promise<void> {
  const selector = `app.kubernetes.io/name=${workflow},tentacular.dev/role=engine`;
  await at.cluster.kubectl("-n", at.namespace, "delete", "pods", "-l", selector, "--grace-period=1", "--timeout=60s");
}
