import type { Code } from "../bundle/pack.ts";
import type { Kube } from "../cluster/api/kube.ts";
import type { Helm } from "../cluster/helm/helm.ts";
import type { Lease } from "../cluster/lease/lease.ts";
import { lastGood } from "../cluster/release/last-good.ts";
import { recoverPending } from "../cluster/release/pending.ts";
import type { Progress } from "../output/progress.ts";
import type { Plan } from "../plan/plan.ts";
import { valuesOf } from "../plan/values.ts";
import type { LocalSecrets } from "../secrets/local-secrets.ts";
import { type SyncedSecrets, syncSecrets } from "../secrets/sync-secrets.ts";
import type { ChartPlace } from "./chart.ts";
import { otherCode } from "./other-code.ts";
import { releaseFingerprint } from "./release-fingerprint.ts";
import { settleOrGoBack } from "./settle-or-go-back.ts";
import { upgradeRelease } from "./upgrade-release.ts";

/** All that was decided before anything is changed. */
export type ApplyOptions = {
  plan: Plan;
  code: Code;
  image: string;
  chart: ChartPlace;
  pullSecrets: string[] | undefined;
  local: LocalSecrets | undefined;
  git: string | undefined;
  lease: Lease;
  progress: Progress;
  timeoutMs: number;
};

/** A revision whose pods serve. */
export type Applied = {
  revision: number;
  secrets: SyncedSecrets["state"];
  replicas: number;
  /** Of the whole time, what was spent waiting for the new pods, in milliseconds. */
  rolloutMs: number;
  /** An earlier revision that served other code under the same version, if there is one. */
  sameVersionAs?: number;
  /** The revision before, when chart, values and code are the same as its. */
  sameAs?: number;
};

/** The part of a deploy that changes the cluster, under the lease: mend, secrets, release, rollout. */
export async function apply(kube: Kube, anyHelm: Helm, options: ApplyOptions): Promise<Applied> {
  const { plan, code, image, chart, pullSecrets, local, git, lease, progress, timeoutMs } = options;
  const workflow = plan.workflow.name;
  const helm = anyHelm.until(lease.signal);
  const before = await recoverPending(kube, helm, { workflow, lease, progress });
  const { state, checksum } = await syncSecrets(kube, { workflow, local });
  const values = valuesOf(plan, code, { image, pullSecrets, git, secretsChecksum: checksum });
  const back = { workflow, good: lastGood(before), lease, progress };
  const fingerprint = releaseFingerprint(values, chart);
  const revision = await upgradeRelease(kube, helm, { ...back, values, chart, before, git, fingerprint });
  const rollout = await settleOrGoBack(kube, helm, { ...back, failed: revision, timeoutMs });
  const same = otherCode(before, { version: plan.workflow.version, digest: code.digest });
  const equal = before.find((each) => each.status === "deployed" && each.fingerprint === fingerprint);
  return {
    revision,
    secrets: state,
    replicas: rollout.replicas,
    rolloutMs: rollout.durationMs,
    ...(same ? { sameVersionAs: same.revision } : {}),
    ...(equal ? { sameAs: equal.revision } : {}),
  };
}
