import { lastGood } from "./last-good.ts";
import type { ReleaseRevision } from "./release-revision.ts";

/** How to mend a release that Helm left half done. */
export type PendingDecision = { do: "nothing" } | { do: "uninstall" } | { do: "rollback"; to: number };

/**
 * A release whose newest revision is `pending-*` refuses every upgrade. Back to the newest revision that ever worked;
 * when none did, it goes away and the next deploy installs afresh.
 *
 * @param revisions newest first
 */
export function pendingDecision(revisions: ReleaseRevision[]): PendingDecision {
  const [newest, ...before] = revisions;
  if (newest === undefined || !newest.status.startsWith("pending-")) return { do: "nothing" };
  const good = lastGood(before);
  return good === undefined ? { do: "uninstall" } : { do: "rollback", to: good.revision };
}
