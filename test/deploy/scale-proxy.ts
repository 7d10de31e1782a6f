import type { ModuleGround } from "./module-ground.ts";

/** Takes the module proxy away, or brings it back; answers when it is so. */
export async function scaleProxy({ cluster, system }: ModuleGround, replicas: number): Promise<void> {
  await cluster.kubectl("-n", system.namespace, "scale", "deployment/esm-sh", `--replicas=${replicas}`);
  const ready = replicas === 0 ? "delete" : "condition=Ready";
  await cluster.kubectl(
    ...[
      "-n",
      system.namespace,
      "wait",
      "pod",
      "-l",
      "app.kubernetes.io/name=esm-sh",
      `--for=${ready}`,
      "--timeout=60s",
    ],
  );
}
