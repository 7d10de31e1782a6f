import type { Progress } from "../../output/progress.ts";
import type { Kube } from "../api/kube.ts";
import type { Helm } from "../helm/helm.ts";
import type { Lease } from "../lease/lease.ts";
import { rollBackRelease } from "../rollback/roll-back-release.ts";
import { pendingDecision } from "./pending-decision.ts";
import type { ReleaseRevision } from "./release-revision.ts";
import { releases } from "./releases.ts";

/**
 * Mends a release that a program which died left `pending-*`. The lease in hand proves that nobody is still at it.
 *
 * @returns the release's revisions as they are then, newest first
 *
 * @example
 * await withLease(kube, options, async (lease) => {
 *   const before = await recoverPending(kube, helm, { workflow, lease, progress });
 *   return await helm.upgrade(workflow, …);
 * });
 */
export async function recoverPending(
  kube: Kube,
  helm: Pick<Helm, "rollback" | "uninstall">,
  { workflow, lease, progress }: { workflow: string; lease: Lease; progress: Progress },
): Promise<ReleaseRevision[]> {
  const read = () => releases(kube, { workflow, namespace: kube.namespace });
  const found = await read();
  const decision = pendingDecision(found);
  await lease.assertHeld();
  if (decision.do === "nothing") return found;
  if (decision.do === "rollback") {
    progress.warn(`An interrupted change is undone: back to revision ${decision.to}`);
    await rollBackRelease(helm, workflow, decision.to);
  }
  if (decision.do === "uninstall") {
    progress.warn("An interrupted first deploy is cleared away");
    await helm.uninstall(workflow);
  }
  return await read();
}
