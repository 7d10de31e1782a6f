import type { Kube } from "../api/kube.ts";
import { pathsIn } from "../api/paths.ts";

/** What became of a revision's pods; Helm itself only knows that it has applied something. */
export type RolloutMark = "started" | "settled" | "failed";

/** The label of a release's Secret that says so. */
export const rolloutLabel = "tentacular.io/rollout";

/** Writes down what became of a revision, so that nobody ever goes back to one that did not work. */
export async function markRollout(
  kube: Kube,
  { workflow, revision }: { workflow: string; revision: number },
  mark: RolloutMark,
): Promise<void> {
  // The mark is a help for later; a deploy that works does not fail for the want of it.
  await kube
    .send({
      method: "PATCH",
      path: pathsIn(kube.namespace).secrets.one(`sh.helm.release.v1.${workflow}.v${revision}`),
      headers: { "Content-Type": "application/merge-patch+json" },
      body: JSON.stringify({ metadata: { labels: { [rolloutLabel]: mark } } }),
    })
    .catch(() => undefined);
}
