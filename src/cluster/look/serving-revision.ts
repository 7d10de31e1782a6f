import type { Pod } from "../objects/pod.ts";
import type { ReleaseRevision } from "../release/release-revision.ts";

/** What serves while the newest revision does not. */
export type Serving = Pick<ReleaseRevision, "revision" | "version" | "code">;

/** The pods there are, the digest of the code that the newest of them should run, and the revisions, newest first. */
type Seen = { pods: readonly Pod[]; newest: string; revisions: readonly ReleaseRevision[] };

/** The earlier revision whose pods serve, by the code that they run; undefined when none does. */
export function servingRevision({ pods, newest, revisions }: Seen): Serving | undefined {
  const old = pods.filter(isReady).flatMap((pod) => codeOf(pod.metadata.annotations["tentacular.io/code-digest"]));
  const running = revisions.filter(({ code }) => !codeOf(newest).includes(code) && old.includes(code));
  const found = running.find(({ rollout }) => rollout === "settled") ?? running[0];
  return found && { revision: found.revision, version: found.version, code: found.code };
}

function isReady({ metadata, status }: Pod): boolean {
  const ready = status.conditions.some(({ type, status: is }) => type === "Ready" && is === "True");
  return ready && metadata.deletionTimestamp === undefined;
}

function codeOf(digest: string | undefined): string[] {
  return digest === undefined ? [] : [digest.replace("sha256:", "").slice(0, 12)];
}
