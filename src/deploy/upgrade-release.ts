import type { Kube } from "../cluster/api/kube.ts";
import type { Helm } from "../cluster/helm/helm.ts";
import type { ReleaseRevision } from "../cluster/release/release-revision.ts";
import { releases } from "../cluster/release/releases.ts";
import { TentacularError } from "../errors.ts";
import type { WorkflowValues } from "../plan/values.ts";
import type { ChartPlace } from "./chart.ts";
import { type GoBackOptions, goBack } from "./go-back.ts";
import { releaseLabels } from "./release-labels.ts";

/** What Helm is to make of the release, and the way back. */
export type UpgradeOptions = Omit<GoBackOptions, "failed"> & {
  values: WorkflowValues;
  chart: ChartPlace;
  before: readonly ReleaseRevision[];
  git: string | undefined;
  fingerprint: string;
};

/** Makes the new revision. What Helm has begun and not finished is undone before its error goes on. */
export async function upgradeRelease(kube: Kube, helm: Helm, options: UpgradeOptions): Promise<number> {
  const { workflow, values, git, fingerprint, progress } = options;
  const { version } = values.workflow;
  const { digest } = values.code;
  progress.step(`Upgrading release ${workflow}`);
  await options.lease.assertHeld();
  try {
    const { revision } = await helm.upgrade(workflow, {
      ...options.chart,
      values,
      labels: releaseLabels({ workflow, version, digest, git, fingerprint }),
      description: [`${version} ${digest.slice(0, 19)}`, ...(git ? [`git ${git}`] : [])].join(", "),
    });
    progress.done(`Revision ${revision} is applied`);
    return revision;
  } catch (error) {
    // An interrupt leaves things as they are: the next deploy recovers what Helm has left half done.
    if (!(error instanceof TentacularError && error.code === "INTERRUPTED")) await undo(kube, helm, options);
    throw error;
  }
}

/** Only a revision that Helm has written down leaves anything to undo. */
async function undo(kube: Kube, helm: Helm, options: UpgradeOptions): Promise<void> {
  const [newest] = await releases(kube, { workflow: options.workflow, namespace: kube.namespace });
  if (newest === undefined || newest.revision === options.before[0]?.revision) return;
  const back = goBack(kube, helm, { ...options, failed: newest.revision });
  // Helm's own error is the one to read; this one only adds to it.
  await back.catch((error: Error) => options.progress.warn(`Going back failed too: ${error.message}`));
}
