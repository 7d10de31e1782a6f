import type { ReleaseRevision } from "../cluster/release/release-revision.ts";

/**
 * The newest revision that served other code under the same version: the two cannot be told apart by name.
 *
 * @param before newest first
 */
export function otherCode(
  before: readonly ReleaseRevision[],
  { version, digest }: { version: string; digest: string },
): ReleaseRevision | undefined {
  const same = before.find((each) => each.version === version && each.rollout === "settled");
  return same && !digest.startsWith(`sha256:${same.code}`) ? same : undefined;
}
