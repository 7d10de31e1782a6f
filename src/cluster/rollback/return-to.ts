import type { Progress } from "../../output/progress.ts";
import type { Kube } from "../api/kube.ts";
import type { Helm } from "../helm/helm.ts";
import type { Lease } from "../lease/lease.ts";
import { markRollout } from "../release/mark-rollout.ts";
import { releases } from "../release/releases.ts";
import { followRevision } from "../rollout/follow-revision.ts";
import type { Rollout } from "../rollout/rollout.ts";
import { rollBackRelease } from "./roll-back-release.ts";

/** Where to go back to, and how long the pods may take there. */
export type ReturnOptions = {
  workflow: string;
  /** The earlier revision. */
  to: number;
  lease: Lease;
  progress: Progress;
  /** For the rollout, in milliseconds. */
  timeoutMs: number;
};

/**
 * Makes an earlier revision the newest again, under a new number, and follows it until it serves.
 *
 * @throws {TentacularError} `ROLLOUT-FAILED` or `ROLLOUT-TIMEOUT`, both with `result.evidence`; `HELM-…`
 */
export async function returnTo(
  kube: Kube,
  helm: Helm,
  { workflow, to, lease, progress, timeoutMs }: ReturnOptions,
): Promise<{ revision: number; rollout: Rollout }> {
  await lease.assertHeld();
  await rollBackRelease(helm.until(lease.signal), workflow, to);
  const revision = (await releases(kube, { workflow, namespace: kube.namespace }))[0]?.revision ?? 0;
  // Helm copies the labels of the old revision, whose pods were seen serving; those of the new one were not yet.
  await markRollout(kube, { workflow, revision }, "started");
  const following = { workflow, revision, progress, timeoutMs, goingBack: true, signal: lease.signal };
  return { revision, rollout: await followRevision(kube, following) };
}
