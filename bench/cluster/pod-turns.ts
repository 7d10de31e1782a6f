import type { Ground } from "../../test/deploy/ground.ts";

/**
 * Milliseconds from the wish for a pod of the workflow to a pod that is ready, each turn from none at all. The two calls
 * of kubectl that ask for it and wait for it are in the figure.
 */
export async function podTurns({ cluster, namespace }: Ground, turns: number): Promise<number[]> {
  const kubectl = (...args: string[]) => cluster.kubectl("-n", namespace, ...args);
  const times: number[] = [];
  for (let turn = 0; turn < turns; turn++) {
    await kubectl("scale", "deployment/bench", "--replicas=0");
    await kubectl("wait", "pod", "-l", "app.kubernetes.io/name=bench", "--for=delete", "--timeout=90s");
    const started = performance.now();
    await kubectl("scale", "deployment/bench", "--replicas=1");
    await kubectl("rollout", "status", "deployment/bench", "--timeout=90s");
    times.push(performance.now() - started);
  }
  return times;
}
