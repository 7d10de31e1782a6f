import type { Kube } from "../cluster/api/kube.ts";
import type { Helm } from "../cluster/helm/helm.ts";
import { undoneFailure } from "../cluster/rollback/undone-failure.ts";
import { followRevision } from "../cluster/rollout/follow-revision.ts";
import type { Rollout } from "../cluster/rollout/rollout.ts";
import { RolloutFailure } from "../cluster/rollout/rollout-failure.ts";
import { type GoBackOptions, goBack } from "./go-back.ts";

/** The new revision, the way back, and how long its pods may take. */
export type SettleOptions = GoBackOptions & { timeoutMs: number };

/**
 * Follows the rollout of a new revision. When its pods do not serve, goes back, and throws with all that they told.
 *
 * @throws {TentacularError} `ROLLOUT-FAILED` (failed), `ROLLOUT-TIMEOUT` (timeout), with `result: { evidence, undone }`
 */
export async function settleOrGoBack(kube: Kube, helm: Helm, options: SettleOptions): Promise<Rollout> {
  const { workflow, failed: revision, progress, timeoutMs, lease } = options;
  try {
    return await followRevision(kube, { workflow, revision, progress, timeoutMs, signal: lease.signal });
  } catch (error) {
    if (!(error instanceof RolloutFailure)) throw error;
    throw await undoneFailure(error, goBack(kube, helm, options), kube.here(`tntc status ${workflow}`));
  }
}
