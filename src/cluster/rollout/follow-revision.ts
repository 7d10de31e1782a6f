import { evidenceView } from "../../output/evidence-view.ts";
import type { Kube } from "../api/kube.ts";
import { markRollout } from "../release/mark-rollout.ts";
import { pruneCode } from "../release/prune-code.ts";
import { removeStuckTicks } from "../ticks/remove-stuck-ticks.ts";
import { type Rollout, type SettleOptions, settle } from "./rollout.ts";
import { RolloutFailure } from "./rollout-failure.ts";

/** Which revision to follow, and whether it is one that was gone back to. */
export type FollowOptions = SettleOptions & { revision: number; goingBack?: boolean };

/**
 * Follows the rollout of one revision, shows all that its pods told when they do not serve, and writes down how it ended.
 * Once it serves, code that no revision has any more goes, and so do ticks that cannot start.
 *
 * @throws {TentacularError} `ROLLOUT-FAILED` or `ROLLOUT-TIMEOUT`, both with `result.evidence`
 */
export async function followRevision(kube: Kube, options: FollowOptions): Promise<Rollout> {
  const { workflow, revision, progress, goingBack = false } = options;
  try {
    const rollout = await settle(kube, options);
    const pruned = pruneCode(kube, workflow).catch((cause: Error) =>
      progress.debug(`Old code stays: ${cause.message}`),
    );
    const freed = removeStuckTicks(kube, { workflow, goingBack, progress }).catch((cause: Error) =>
      progress.warn(`Ticks were not looked at: ${cause.message}`),
    );
    await Promise.all([markRollout(kube, { workflow, revision }, "settled"), pruned, freed]);
    return rollout;
  } catch (error) {
    // A cluster out of reach, or an interrupt, is no sign against the revision.
    if (!(error instanceof RolloutFailure)) throw error;
    progress.warn(
      `Revision ${revision} ${error.code === "ROLLOUT-TIMEOUT" ? "is not ready in time" : "does not work"}`,
    );
    progress.line(evidenceView(error.evidence));
    await markRollout(kube, { workflow, revision }, "failed");
    throw error;
  }
}
