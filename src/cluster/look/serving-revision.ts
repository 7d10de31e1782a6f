import { codeDigest } from "../objects/code-digest.ts";
import { isReady } from "../objects/is-ready.ts";
import type { Pod } from "../objects/pod.ts";
import type { ReleaseRevision } from "../release/release-revision.ts";
import { shortCode } from "../release/short-code.ts";

/** What serves while the newest revision does not. */
export type Serving = Pick<ReleaseRevision, "revision" | "version" | "code">;

/** The pods there are, the digest of the code that the newest of them should run, and the revisions, newest first. */
type Seen = { pods: readonly Pod[]; newest: string; revisions: readonly ReleaseRevision[] };

/** The earlier revision whose pods serve, by the code that they run; undefined when none does. */
export function servingRevision({ pods, newest, revisions }: Seen): Serving | undefined {
  const old = pods.filter(serves).map((pod) => shortCode(codeDigest(pod)));
  const running = revisions.filter(({ code }) => code !== "" && code !== shortCode(newest) && old.includes(code));
  const found = running.find(({ rollout }) => rollout === "settled") ?? running[0];
  return found && { revision: found.revision, version: found.version, code: found.code };
}

function serves(pod: Pod): boolean {
  return isReady(pod) && pod.metadata.deletionTimestamp === undefined;
}
