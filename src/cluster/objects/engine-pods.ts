import type { Kube } from "../api/kube.ts";
import { pathsIn } from "../api/paths.ts";
import { type Pod, podSchema } from "./pod.ts";
import { workflowSelector } from "./workflow-selector.ts";

/** The pods that serve a workflow, oldest first; not those of its cron ticks. */
export async function enginePods(kube: Kube, workflow: string): Promise<Pod[]> {
  const pods = await kube.list(pathsIn(kube.namespace).pods.many(), podSchema, {
    labels: `${workflowSelector(workflow)},tentacular.dev/role=engine`,
  });
  return pods.sort((a, b) => a.metadata.creationTimestamp.localeCompare(b.metadata.creationTimestamp));
}
