import type { Helm } from "../cluster/helm.ts";
import type { Kube } from "../cluster/kube.ts";
import { markRollout } from "../cluster/mark-rollout.ts";
import { type Rollout, settle } from "../cluster/rollout.ts";
import { TentacularError } from "../errors.ts";
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
    if (!(error instanceof TentacularError) || !undoable.has(error.code)) throw error;
    progress.warn(`Revision ${revision} does not work`);
    throw withEnd(error, await goBack(kube, helm, options));
  }
}

/** A cluster out of reach, or an interrupt, is no sign against the new revision. */
const undoable = new Set(["ROLLOUT-FAILED", "ROLLOUT-TIMEOUT"]);

function withEnd(error: TentacularError, undone: string): TentacularError {
  const { code, remedy, exit } = error;
  const result = typeof error.result === "object" ? { ...error.result, undone } : { undone };
  return new TentacularError(`${error.message}; ${undone}`, { code, remedy, exit, result, cause: error });
}
