import type { ModuleGround } from "./module-ground.ts";

/** Takes the module proxy away, or brings it back; answers when it is so. */
export async function scaleProxy({ cluster, system }: ModuleGround, replicas: number): Promise<void> {
  const inSystem = (...args: string[]) => cluster.kubectl("-n", system.namespace, ...args, "--timeout=60s");
  await inSystem("scale", "deployment/esm-sh", `--replicas=${replicas}`);
  // Of a pod that is not there yet "wait" knows nothing, and of one that ends "rollout status" does not.
  if (replicas > 0) await inSystem("rollout", "status", "deployment/esm-sh");
  else await inSystem("wait", "pod", "-l", "app.kubernetes.io/name=esm-sh", "--for=delete");
}
