import { pack } from "../bundle/pack.ts";
import { readWorkflow } from "../bundle/read-workflow.ts";
import { Helm } from "../cluster/helm.ts";
import { Kube } from "../cluster/kube.ts";
import { lastGood } from "../cluster/last-good.ts";
import { type Lease, withLease } from "../cluster/lease.ts";
import { recoverPending } from "../cluster/pending.ts";
import { releases } from "../cluster/releases.ts";
import type { ClusterTarget } from "../cluster-flags.ts";
import { readSettings } from "../image/settings.ts";
import type { Progress } from "../output/progress.ts";
import { planOf } from "../plan/plan-of.ts";
import { valuesOf } from "../plan/values.ts";
import { readLocalSecrets } from "../secrets/read-local-secrets.ts";
import { type SyncedSecrets, syncSecrets } from "../secrets/sync-secrets.ts";
import { announce } from "./announce.ts";
import { gitRevision } from "./git-revision.ts";
import { preflight } from "./preflight.ts";
import { refuseUnserved } from "./refuse-unserved.ts";
import { settleOrGoBack } from "./settle-or-go-back.ts";
import { upgradeRelease } from "./upgrade-release.ts";

/** What to deploy, where to, and how. */
export type DeployOptions = {
  dir: string;
  target: ClusterTarget;
  /** @default the image that `tntc build` remembered */
  image?: string | undefined;
  /** @default the workflow's deployment.runtimeClass, else the settings' */
  runtimeClass?: string | undefined;
  /** How long the new pods may take to serve. */
  timeoutMs: number;
  /** Stop after preflight. */
  dryRun: boolean;
  progress: Progress;
  signal?: AbortSignal;
};

/** A workflow that serves, or would. */
export type Deployed = {
  workflow: string;
  version: string;
  namespace: string;
  context: string;
  digest: string;
  image: string;
  /** Absent after a dry run. */
  revision?: number;
  secrets?: SyncedSecrets["state"];
  replicas?: number;
  /** Of the whole time, what was spent waiting for the new pods, in milliseconds. */
  rolloutMs?: number;
};

/**
 * From a folder to a workflow that serves: read, plan, pack, check, apply, follow; and back when it does not work.
 *
 * @throws {TentacularError} from each step; after `ROLLOUT-FAILED` the revision before serves again
 */
export async function deploy(options: DeployOptions): Promise<Deployed> {
  const { dir, progress, target } = options;
  const [workflow, settings, local, git] = await Promise.all([
    readWorkflow(dir),
    readSettings(dir),
    readLocalSecrets(dir),
    gitRevision(dir),
  ]);
  for (const { message, file, line } of workflow.findings) progress.warn(`${file}:${line} ${message}`);
  const runtimeClass = options.runtimeClass ?? workflow.spec.deployment.runtimeClass ?? settings.runtime_class;
  const plan = planOf(workflow, runtimeClass === undefined ? {} : { runtimeClass });
  refuseUnserved(plan);
  const code = await pack(workflow);

  const kube = await Kube.connect(target.namespaceIsExplicit ? target : { ...target, ...namespaceOf(plan) });
  const helm = new Helm({ ...target, namespace: kube.namespace, signal: options.signal });
  announce(progress, { plan, code, to: `namespace ${kube.namespace} of ${kube.context}` });
  const { image } = await preflight(kube, { plan, image: options.image ?? settings.image, local, helm, progress });
  const { name, version } = plan.workflow;
  const place = { namespace: kube.namespace, context: kube.context };
  const about = { workflow: name, version, ...place, digest: code.digest, image };
  if (options.dryRun) return about;

  const work = async (lease: Lease): Promise<Deployed> => {
    // Listening keeps an interrupted process alive long enough to give the lease back.
    options.signal?.addEventListener("abort", () => progress.warn("Interrupted; leaving things in order"));
    await recoverPending(kube, helm, { workflow: name, lease, progress });
    const secrets = await syncSecrets(kube, { workflow: name, local });
    const before = await releases(kube, { workflow: name, namespace: kube.namespace });
    const values = valuesOf(plan, code, { image, git, secretsChecksum: secrets.checksum });
    const back = { workflow: name, good: lastGood(before), lease, progress };
    const revision = await upgradeRelease(kube, helm, { ...back, values, before, git });
    const { timeoutMs, signal } = options;
    const { replicas, durationMs: rolloutMs } = await settleOrGoBack(kube, helm, {
      ...back,
      failed: revision,
      timeoutMs,
      signal,
    });
    return { ...about, revision, secrets: secrets.state, replicas, rolloutMs };
  };
  return await withLease(kube, { workflow: name, action: "deploy", progress }, work);
}

function namespaceOf({ namespace }: { namespace?: string }): { namespace?: string } {
  return namespace === undefined ? {} : { namespace };
}
