import { TentacularError } from "../../errors.ts";
import { difference } from "../release/difference.ts";
import type { ReleaseRevision } from "../release/release-revision.ts";

/** What was asked for; nothing means the newest earlier revision that worked with other code or settings. */
export type RollbackWish = { revision?: number | undefined; version?: string | undefined };

/**
 * The revision to go back to, never the one that runs. Of a version the newest that served goes first; one that did not
 * serve may do so now, when it is asked for.
 *
 * @param revisions newest first, at least one
 * @throws {TentacularError} `REVISION-UNKNOWN`, `REVISION-FAILED` (notFound), `REVISION-CURRENT` (usage), naming those
 *   that there are
 */
export function rollbackTarget(revisions: ReleaseRevision[], wish: RollbackWish): ReleaseRevision {
  const [newest] = revisions;
  const current = revisions.find(({ status }) => status === "deployed") ?? newest;
  const good = revisions.filter(({ status }) => status === "deployed" || status === "superseded");
  const before = good.filter(({ revision }) => revision !== current?.revision);
  const wanted = isOpen(wish) ? lastOther(before, current) : named(before, { wish, current });
  if (wanted !== undefined) return wanted;
  const failed = isOpen(wish) ? undefined : revisions.find((each) => !good.includes(each) && matches(each, wish));
  throw unknown(wish, { current, before, failed, workflow: newest?.workflow ?? "" });
}

function isOpen({ revision, version }: RollbackWish): boolean {
  return revision === undefined && version === undefined;
}

/** The newest that worked otherwise: after a rollback the revision before may be the same thing once more. */
function lastOther(before: ReleaseRevision[], current: ReleaseRevision | undefined): ReleaseRevision | undefined {
  const differs = (each: ReleaseRevision) => current === undefined || difference(each, current) !== "nothing";
  return before.find((each) => each.revision < (current?.revision ?? 0) && hasServed(each) && differs(each));
}

type Named = { wish: RollbackWish; current: ReleaseRevision | undefined };

/** Of a version the newest revision that served, which may be the one that runs: then there is none to go to. */
function named(before: ReleaseRevision[], { wish, current }: Named): ReleaseRevision | undefined {
  const wanted = before.filter((each) => matches(each, wish));
  if (wish.revision !== undefined) return wanted[0];
  if (current !== undefined && matches(current, wish) && hasServed(current)) return undefined;
  return wanted.find(hasServed) ?? wanted[0];
}

/** Nobody saw it fail. */
function hasServed({ rollout }: ReleaseRevision): boolean {
  return rollout !== "failed";
}

function matches({ revision, version }: ReleaseRevision, wish: RollbackWish): boolean {
  return (
    (wish.revision === undefined || revision === wish.revision) &&
    (wish.version === undefined || version === wish.version)
  );
}

type There = {
  workflow: string;
  current: ReleaseRevision | undefined;
  before: ReleaseRevision[];
  /** What was asked for, and Helm could not apply. */
  failed: ReleaseRevision | undefined;
};

function unknown(wish: RollbackWish, there: There): TentacularError {
  const { workflow, before } = there;
  const choices = before.map(choice).join(", ");
  const remedy = choices
    ? `Go back with --revision to one of: ${choices}`
    : "Nothing can be gone back to; deploy instead";
  if (isOpen(wish)) return nothingEarlier(there, remedy);
  const asked = wish.revision === undefined ? `version "${wish.version}"` : `revision ${wish.revision}`;
  if (there.current !== undefined && matches(there.current, wish)) {
    const message = `Workflow "${workflow}" is at ${asked} already`;
    return new TentacularError(message, { code: "REVISION-CURRENT", remedy, exit: "usage" });
  }
  if (there.failed !== undefined) {
    const { revision, status } = there.failed;
    const message = `Revision ${revision} of workflow "${workflow}" cannot be gone back to: Helm could not apply it (${status})`;
    return new TentacularError(message, { code: "REVISION-FAILED", remedy, exit: "notFound" });
  }
  const message = `Workflow "${workflow}" has no ${asked} to go back to`;
  return new TentacularError(message, { code: "REVISION-UNKNOWN", remedy, exit: "notFound" });
}

/** There may be earlier ones that worked, and all the same as what runs. */
function nothingEarlier({ workflow, current, before }: There, remedy: string): TentacularError {
  const same = before.some((each) => each.revision < (current?.revision ?? 0) && hasServed(each));
  const message = same
    ? `Nothing to go back to: every earlier revision of "${workflow}" that worked has the code and settings of the one that runs`
    : `Workflow "${workflow}" has no earlier revision that worked`;
  return new TentacularError(message, { code: "REVISION-UNKNOWN", remedy, exit: "notFound" });
}

function choice(each: ReleaseRevision): string {
  return `${each.revision} (version ${each.version || "unknown"}${hasServed(each) ? "" : ", which did not serve"})`;
}
