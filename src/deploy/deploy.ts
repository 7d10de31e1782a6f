import { type Code, pack } from "../bundle/pack.ts";
import { readWorkflow } from "../bundle/read-workflow.ts";
import { Kube } from "../cluster/api/kube.ts";
import { Helm } from "../cluster/helm/helm.ts";
import { type Lease, withLease } from "../cluster/lease/lease.ts";
import { readSystem } from "../cluster/system/read-system.ts";
import type { ClusterTarget } from "../cluster-flags.ts";
import { readSettings } from "../image/settings.ts";
import { systemNamespace } from "../image/system-namespace.ts";
import type { ModuleMode } from "../modules/modules-plan.ts";
import type { Progress } from "../output/progress.ts";
import type { Plan } from "../plan/plan.ts";
import { readLocalSecrets } from "../secrets/read-local-secrets.ts";
import { targetFor } from "../target-for.ts";
import { announce } from "./announce.ts";
import { type Applied, apply } from "./apply.ts";
import { workflowChart } from "./chart.ts";
import { gitRevision } from "./git-revision.ts";
import { locateServices } from "./locate-services.ts";
import { prepareModules } from "./modules/prepare-modules.ts";
import { planFor } from "./plan-for.ts";
import { preflight } from "./preflight.ts";
import { refuseUnserved } from "./refuse-unserved.ts";
import { serviceDoubts } from "./service-doubts.ts";

/** What to deploy, where to, and how. */
export type DeployOptions = {
  dir: string;
  target: ClusterTarget;
  /** @default the image that `tntc build` remembered */
  image?: string | undefined;
  /** @default the workflow's deployment.runtimeClass, else the settings', else the platform's, else gvisor */
  runtimeClass?: string | undefined;
  /** @default the workflow's deployment.modules, else the settings', else the cluster's module proxy */
  modules?: ModuleMode | undefined;
  /** Version of the workflow chart. @default the settings' chart_version, else the one that came with the program */
  chartVersion?: string | undefined;
  /** How long the new pods may take to serve. */
  timeoutMs: number;
  /** Stop after preflight. */
  dryRun: boolean;
  progress: Progress;
  signal?: AbortSignal;
};

/** A workflow that serves; after a dry run, one that would. */
export type Deployed = Partial<Applied> & {
  workflow: string;
  version: string;
  namespace: string;
  context: string;
  digest: string;
  image: string;
};

/**
 * From a folder to a workflow that serves: read, plan, pack, check, apply, follow; and back when it does not work.
 *
 * @throws {TentacularError} from each step; after `ROLLOUT-FAILED` the revision before serves again
 */
export async function deploy(options: DeployOptions): Promise<Deployed> {
  const { dir, progress, dryRun, timeoutMs, signal } = options;
  const { workflow, settings, local, git } = await readSource(dir);
  refuseUnserved(planFor(workflow, settings, {}), workflow.findings);
  const chart = workflowChart(settings, options.chartVersion);
  const { kube, helm, helmVersion } = await connect(options, workflow.spec.deployment);
  const system = await readSystem(kube, systemNamespace(settings));
  const { modules, made } = await prepareModules(kube, {
    ...options,
    asked: options.modules,
    workflow,
    settings,
    system,
  });
  const derived = planFor(workflow, settings, { runtimeClass: options.runtimeClass, modules, system });
  const code = await pack({ ...workflow, made });
  announce(progress, { plan: derived, code, kube, warnings: workflow.findings });
  const plan = await locateServices(kube, derived);
  const asked = { image: options.image ?? settings.image, plainHttp: settings.plain_http ?? false };
  const { image } = await preflight(kube, { plan, ...asked, local, system, helmVersion, progress });
  for (const doubt of serviceDoubts(plan, kube.namespace)) progress.warn(doubt);
  const release = { plan, code, image, chart, local, git, pullSecrets: settings.pull_secrets };
  if (dryRun) return facts(kube, release);
  const work = (lease: Lease) => apply(kube, helm, { ...release, lease, progress, timeoutMs });
  const applied = await withLease(kube, { workflow: plan.workflow.name, action: "deploy", progress, signal }, work);
  return { ...facts(kube, release), ...applied };
}

async function readSource(dir: string) {
  const [workflow, settings, local, git] = await Promise.all([
    readWorkflow(dir),
    readSettings(dir),
    readLocalSecrets(dir),
    gitRevision(dir),
  ]);
  return { workflow, settings, local, git };
}

async function connect(
  { target, signal, progress }: DeployOptions,
  { namespace }: Pick<Plan, "namespace">,
): Promise<{ kube: Kube; helm: Helm; helmVersion: Promise<string> }> {
  const kube = await Kube.connect(targetFor(target, namespace));
  const helm = new Helm({ ...target, namespace: kube.namespace, signal, warn: progress.warn });
  // To start Helm takes longer than all questions of preflight: it is on its way while they are made ready.
  const helmVersion = helm.version();
  helmVersion.catch(() => {});
  return { kube, helm, helmVersion };
}

function facts({ namespace, context }: Kube, { plan, code, image }: { plan: Plan; code: Code; image: string }) {
  const { name, version } = plan.workflow;
  return { workflow: name, version, namespace, context, digest: code.digest, image };
}
