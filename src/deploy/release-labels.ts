import { rolloutLabel } from "../cluster/release/mark-rollout.ts";
import { shortCode } from "../cluster/release/short-code.ts";

/** Labels of a release's Secret: what lists and histories show without reading the release itself. */
export function releaseLabels(of: {
  workflow: string;
  version: string;
  digest: string;
  git?: string | undefined;
  fingerprint: string;
}): Record<string, string> {
  return {
    "tentacular.io/workflow": of.workflow,
    "tentacular.io/version": of.version,
    "tentacular.io/code": shortCode(of.digest),
    // Helm hands labels on to the next revision, so an empty one must be said.
    "tentacular.io/git": of.git ?? "",
    "tentacular.io/fingerprint": of.fingerprint,
    [rolloutLabel]: "started",
  };
}
