import type { Kube } from "../cluster/api/kube.ts";
import type { Helm } from "../cluster/helm/helm.ts";
import { markRollout } from "../cluster/release/mark-rollout.ts";
import { type Rollout, settle } from "../cluster/rollout/rollout.ts";
import { RolloutFailure } from "../cluster/rollout/rollout-failure.ts";
import { evidenceView } from "../output/evidence-view.ts";
import { type GoBackOptions, goBack } from "./go-back.ts";

/** The new revision, the way back, and how long its pods may take. */
export type SettleOptions = GoBackOptions & { timeoutMs: number; signal: AbortSignal | undefined };

/**
 * Follows the rollout of a new revision. When its pods do not serve, goes back, and throws with all that they told.
 *
 * @throws {TentacularError} `ROLLOUT-FAILED` (failed), `ROLLOUT-TIMEOUT` (timeout), with `result: { evidence, undone }`
 */
export async function settleOrGoBack(kube: Kube, helm: Helm, options: SettleOptions): Promise<Rollout> {
  const { workflow, failed: revision, progress, timeoutMs, signal } = options;
  try {
    const rollout = await settle(kube, { workflow, progress, timeoutMs, signal });
    await markRollout(kube, { workflow, revision }, "settled");
    return rollout;
  } catch (error) {
    // A cluster out of reach, or an interrupt, is no sign against the new revision.
    if (!(error instanceof RolloutFailure)) throw error;
    progress.warn(`Revision ${revision} does not work`);
    progress.line(evidenceView(error.evidence));
    // Whatever becomes of the way back, the evidence is what must be seen.
    const undone = goBack(kube, helm, options).catch((failure: Error) => `going back failed: ${failure.message}`);
    throw withEnd(error, await undone);
  }
}

function withEnd(error: RolloutFailure, undone: string): RolloutFailure {
  const { message, code, remedy, exit, evidence } = error;
  return new RolloutFailure(`${message}; ${undone}`, {
    code,
    remedy,
    exit,
    result: { evidence, undone },
    cause: error,
  });
}
