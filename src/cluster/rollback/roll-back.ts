import type { Progress } from "../../output/progress.ts";
import type { Kube } from "../api/kube.ts";
import type { Helm } from "../helm/helm.ts";
import { withLease } from "../lease/lease.ts";
import { workflowUnknown } from "../look/workflow-unknown.ts";
import { type Difference, difference } from "../release/difference.ts";
import { lastGood } from "../release/last-good.ts";
import { ownReleases } from "../release/own-releases.ts";
import type { ReleaseRevision } from "../release/release-revision.ts";
import type { Rollout } from "../rollout/rollout.ts";
import { RolloutFailure } from "../rollout/rollout-failure.ts";
import { type ReturnOptions, returnTo } from "./return-to.ts";
import { type RollbackWish, rollbackTarget } from "./rollback-target.ts";
import { serveAgain } from "./serve-again.ts";
import { undoneFailure } from "./undone-failure.ts";

/** What to go back to, and how long the pods may take there. */
export type RollBackOptions = {
  workflow: string;
  wish: RollbackWish;
  /** For the rollout, in milliseconds. */
  timeoutMs: number;
  progress: Progress;
  signal?: AbortSignal | undefined;
};

type End = Pick<ReleaseRevision, "revision" | "version" | "code">;

/** A workflow that runs an earlier revision again, under a new number. */
export type RolledBack = {
  workflow: string;
  namespace: string;
  from: End;
  to: End;
  /** What changed by it. */
  differs: Difference;
  revision: number;
  rollout: Rollout;
};

/**
 * Goes back to an earlier revision, under the lease, and follows the rollout until the old code serves again.
 *
 * @throws {TentacularError} from each step; after `ROLLOUT-FAILED` what served before serves again
 */
export async function rollBack(kube: Kube, helm: Helm, options: RollBackOptions): Promise<RolledBack> {
  const { workflow, progress, signal, timeoutMs } = options;
  const at = { workflow, namespace: kube.namespace };
  if ((await ownReleases(kube, workflow)).length === 0) throw await workflowUnknown(kube, workflow, "release history");
  return await withLease(kube, { workflow, action: "rollback", progress, signal }, async (lease) => {
    const revisions = await ownReleases(kube, workflow);
    const to = rollbackTarget(revisions, options.wish);
    const from = revisions.find(({ status }) => status === "deployed") ?? revisions[0] ?? to;
    progress.step(`Back from revision ${from.revision} (${from.version}) to ${to.revision} (${to.version})`);
    if (to.rollout === "failed")
      progress.warn(`The pods of revision ${to.revision} did not serve when it was deployed`);
    const way = { workflow, lease, progress, timeoutMs };
    const done = await returnOrServeAgain(kube, helm, { ...way, to: to.revision, good: lastGood([from]) });
    return { ...at, from: end(from), to: end(to), differs: difference(from, to), ...done };
  });
}

type ThereOrBack = ReturnOptions & { good: ReleaseRevision | undefined };

/** What served before the rollback serves after one that fails; where nothing did, all that is left is to say so. */
async function returnOrServeAgain(kube: Kube, helm: Helm, options: ThereOrBack): ReturnType<typeof returnTo> {
  const { workflow, good, lease, progress } = options;
  try {
    return await returnTo(kube, helm, options);
  } catch (error) {
    if (!(error instanceof RolloutFailure)) throw error;
    const look = kube.here(`tntc status ${workflow}`);
    const stuck = `the revision before did not serve either; ${look} says what does`;
    const goingBack = good ? serveAgain(kube, helm, { workflow, good, lease, progress }) : Promise.resolve(stuck);
    throw await undoneFailure(error, goingBack, look);
  }
}

function end({ revision, version, code }: ReleaseRevision): End {
  return { revision, version, code };
}
