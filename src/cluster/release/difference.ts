import type { ReleaseRevision } from "./release-revision.ts";

/** What one revision has otherwise than another: going from one to the other of "nothing" would change nothing. */
export type Difference = "code" | "settings" | "nothing";

/** How two revisions differ in what their pods do. Git's revision and secrets, which no release holds, count for nothing. */
export function difference(one: ReleaseRevision, other: ReleaseRevision): Difference {
  if (one.code !== other.code) return "code";
  return settings(one) === settings(other) ? "nothing" : "settings";
}

/** The part of the fingerprint before the dash: chart and values without what differs at every deploy. */
function settings({ fingerprint }: ReleaseRevision): string | undefined {
  return fingerprint?.split("-")[0];
}
