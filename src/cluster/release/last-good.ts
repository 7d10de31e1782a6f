import type { ReleaseRevision } from "./release-revision.ts";

/**
 * The revision to go back to when a new one does not work: the newest that was seen serving; where none was,
 * the newest that Helm has applied and nobody has seen fail.
 *
 * @param revisions newest first
 */
export function lastGood(revisions: readonly ReleaseRevision[]): ReleaseRevision | undefined {
  const applied = revisions.filter(({ status }) => status === "deployed" || status === "superseded");
  return applied.find(({ rollout }) => rollout === "settled") ?? applied.find(({ rollout }) => rollout !== "failed");
}
