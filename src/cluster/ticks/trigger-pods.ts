import type { Kube } from "../api/kube.ts";
import { pathsIn } from "../api/paths.ts";
import { type Pod, podSchema } from "../objects/pod.ts";
import { workflowSelector } from "../objects/workflow-selector.ts";

/** The pods of a workflow's ticks, of those that have ended too. */
export async function triggerPods(kube: Kube, workflow: string): Promise<Pod[]> {
  const labels = `${workflowSelector(workflow)},tentacular.dev/role=trigger`;
  return await kube.list(pathsIn(kube.namespace).pods.many(), podSchema, { labels });
}
