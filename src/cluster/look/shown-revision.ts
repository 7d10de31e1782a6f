import type { ReleaseRevision } from "../release/release-revision.ts";

/**
 * The revision that a Deployment is of, by the code of its pods: Helm's newest may have failed, be half done, or be
 * forgotten. Undefined when no kept revision has that code.
 *
 * @param revisions newest first
 * @param code first 12 hex digits of the code digest; "" where no Deployment says
 */
export function shownRevision(revisions: readonly ReleaseRevision[], code: string): ReleaseRevision | undefined {
  const same = code === "" ? revisions : revisions.filter((each) => each.code === code);
  return same.find(({ status }) => status === "deployed") ?? same[0];
}
