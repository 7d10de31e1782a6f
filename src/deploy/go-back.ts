import type { Kube } from "../cluster/api/kube.ts";
import { pathsIn } from "../cluster/api/paths.ts";
import type { Helm } from "../cluster/helm/helm.ts";
import type { Lease } from "../cluster/lease/lease.ts";
import { workflowSelector } from "../cluster/objects/workflow-selector.ts";
import { markRollout } from "../cluster/release/mark-rollout.ts";
import type { ReleaseRevision } from "../cluster/release/release-revision.ts";
import { serveAgain } from "../cluster/rollback/serve-again.ts";
import type { Progress } from "../output/progress.ts";

/** From which revision, and to which; without a good one the release goes away. */
export type GoBackOptions = {
  workflow: string;
  failed: number;
  good: ReleaseRevision | undefined;
  lease: Lease;
  progress: Progress;
};

/** Undoes an upgrade whose pods do not serve. Says what it did, for the error. */
export async function goBack(kube: Kube, helm: Helm, options: GoBackOptions): Promise<string> {
  const { workflow, good, failed, lease, progress } = options;
  await lease.assertHeld();
  if (good === undefined) {
    progress.step("Removing the first revision: there is none to go back to");
    await helm.uninstall(workflow);
    await removeCode(kube, workflow);
    return "removed again, because no earlier revision worked";
  }
  await markRollout(kube, { workflow, revision: failed }, "failed");
  return await serveAgain(kube, helm, { workflow, good, lease, progress });
}

/** Code is a hook, which Helm leaves behind. Secrets stay for the next try. */
async function removeCode(kube: Kube, workflow: string): Promise<void> {
  const { configmaps } = pathsIn(kube.namespace);
  const left = await kube.listMetadata(configmaps.many(), { labels: workflowSelector(workflow) });
  await Promise.all(left.map(({ name, uid }) => kube.remove(configmaps.one(name), { uid })));
}
