import { TentacularError } from "../../errors.ts";
import type { ReleaseRevision } from "../release/release-revision.ts";

/** What was asked for; nothing means the newest earlier revision that worked with other code. */
export type RollbackWish = { revision?: number | undefined; version?: string | undefined };

/**
 * The revision to go back to, never the one that runs. Of a version the newest that served goes first; one that did not
 * serve may do so now, when it is asked for.
 *
 * @param revisions newest first, at least one
 * @throws {TentacularError} `REVISION-UNKNOWN` (notFound), naming those that there are
 */
export function rollbackTarget(revisions: ReleaseRevision[], wish: RollbackWish): ReleaseRevision {
  const [newest] = revisions;
  const current = revisions.find(({ status }) => status === "deployed") ?? newest;
  const good = revisions.filter(({ status }) => status === "deployed" || status === "superseded");
  const before = good.filter(({ revision }) => revision !== current?.revision);
  const wanted = before.filter((each) => matches(each, wish));
  const isRunning = ({ code }: ReleaseRevision) => wish.revision === undefined && code === current?.code;
  const others = wanted.filter((each) => !isRunning(each));
  const target = isOpen(wish) ? lastOther(before, current) : (others.find(hasServed) ?? others[0]);
  if (target !== undefined) return target;
  throw unknown(wish, { current, before, workflow: newest?.workflow ?? "" });
}

function isOpen({ revision, version }: RollbackWish): boolean {
  return revision === undefined && version === undefined;
}

/** The newest that worked with other code: after a rollback the revision before may be the same thing once more. */
function lastOther(before: ReleaseRevision[], current: ReleaseRevision | undefined): ReleaseRevision | undefined {
  const worked = before.filter((each) => each.revision < (current?.revision ?? 0) && hasServed(each));
  return worked.find(({ code }) => code !== current?.code) ?? worked[0];
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

type There = { workflow: string; current: ReleaseRevision | undefined; before: ReleaseRevision[] };

function unknown(wish: RollbackWish, { workflow, current, before }: There): TentacularError {
  const isCurrent = current !== undefined && matches(current, wish) && !isOpen(wish);
  const asked = wish.revision === undefined ? `version "${wish.version}"` : `revision ${wish.revision}`;
  const message = isCurrent
    ? `Workflow "${workflow}" is at ${asked} already`
    : isOpen(wish)
      ? `Workflow "${workflow}" has no earlier revision that worked`
      : `Workflow "${workflow}" has no ${asked} to go back to`;
  const there = before.map(choice).join(", ");
  return new TentacularError(message, {
    code: isCurrent ? "REVISION-CURRENT" : "REVISION-UNKNOWN",
    remedy: there ? `Go back to one of: ${there}` : "Nothing can be gone back to; deploy instead",
    exit: isCurrent ? "usage" : "notFound",
  });
}

function choice(each: ReleaseRevision): string {
  return `${each.revision} (version ${each.version || "unknown"}${hasServed(each) ? "" : ", which did not serve"})`;
}
