import type { Progress } from "../../output/progress.ts";
import type { Kube } from "../api/kube.ts";
import type { Helm } from "../helm/helm.ts";
import type { Lease } from "../lease/lease.ts";
import type { ReleaseRevision } from "../release/release-revision.ts";
import { returnTo } from "./return-to.ts";

/** The revision that is to serve again. */
export type ServeAgainOptions = { workflow: string; good: ReleaseRevision; lease: Lease; progress: Progress };

const servesWithinMs = 120_000;

/** Goes back to a revision that served, after a newer one did not. Says what it did, for the error. */
export async function serveAgain(kube: Kube, helm: Helm, options: ServeAgainOptions): Promise<string> {
  const { workflow, good, lease, progress } = options;
  progress.step(`Rolling back to revision ${good.revision}`);
  await returnTo(kube, helm, { workflow, to: good.revision, lease, progress, timeoutMs: servesWithinMs });
  progress.done(`Rolled back to revision ${good.revision} (${good.version}), which serves`);
  return `rolled back to revision ${good.revision} (${good.version})`;
}
