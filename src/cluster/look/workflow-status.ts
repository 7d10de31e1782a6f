import type { Kube } from "../api/kube.ts";
import { pathsIn } from "../api/paths.ts";
import { codeDigest } from "../objects/code-digest.ts";
import { type CronJob, cronJobs } from "../objects/cron-jobs.ts";
import { type Deployment, deploymentSchema } from "../objects/deployment.ts";
import { enginePods } from "../objects/engine-pods.ts";
import { isReady } from "../objects/is-ready.ts";
import { type KubeEvent, kubeEvents } from "../objects/kube-event.ts";
import { newPods } from "../objects/new-pods.ts";
import type { Pod } from "../objects/pod.ts";
import { podLine } from "../objects/pod-line.ts";
import type { ReleaseRevision } from "../release/release-revision.ts";
import { releases } from "../release/releases.ts";
import { shortCode } from "../release/short-code.ts";
import { podTrouble } from "../rollout/pod-trouble.ts";
import { rolloutState } from "../rollout/rollout-state.ts";
import { engineComplaint } from "./engine-complaint.ts";
import { type LastRun, lastRun } from "./last-run.ts";
import { type Serving, servingRevision } from "./serving-revision.ts";
import { type WorkflowState, workflowState } from "./workflow-state.ts";
import { workflowUnknown } from "./workflow-unknown.ts";

/** One pod, for people. */
export type PodStatus = {
  name: string;
  state: string;
  ready: boolean;
  restarts: number;
  ip: string;
  node: string;
  created: string;
};

/** What a workflow is made of, beyond how it is. */
export type StatusDetail = {
  image: string;
  runtimeClass: string;
  resources: { limits?: Record<string, string> | undefined; requests?: Record<string, string> | undefined };
  /** Where other pods reach it. */
  service: string;
  pods: PodStatus[];
  events: KubeEvent[];
};

/** How a deployed workflow is. */
export type WorkflowStatus = {
  name: string;
  namespace: string;
  context: string;
  version: string;
  status: WorkflowState;
  ready: boolean;
  replicas: number;
  available: number;
  revision: number;
  /** Whether the pods of that revision were seen serving: "started" (not yet seen), "settled" or "failed"; empty without one. */
  rollout: string;
  /** First 12 hex digits of the digest, as in lists. */
  code: string;
  /** Digest of the code that the newest pods run. */
  digest: string;
  deployedAt: string;
  /** Why it is not ready. */
  message?: string;
  /** The earlier revision that serves meanwhile. */
  serving?: Serving;
  schedules: CronJob[];
  /** Absent when there was none, or when the engine cannot be asked. */
  lastRun?: LastRun;
  detail?: StatusDetail;
};

/** Looks at a workflow from all sides. @throws {TentacularError} `WORKFLOW-UNKNOWN` (notFound) */
export async function workflowStatus(
  kube: Kube,
  workflow: string,
  { detail }: { detail: boolean },
): Promise<WorkflowStatus> {
  const [deployment, revisions, schedules, ran] = await Promise.all([
    kube.get(pathsIn(kube.namespace).deployments.one(workflow), deploymentSchema),
    releases(kube, { workflow, namespace: kube.namespace }),
    cronJobs(kube, workflow),
    lastRun(kube, workflow),
  ]);
  const newest = revisions.find(({ version }) => version !== "");
  if (deployment === undefined && newest === undefined) throw await workflowUnknown(kube, workflow);
  const [message, serving] = deployment
    ? await Promise.all([whyNotReady(kube, deployment), servingMeanwhile(kube, deployment, revisions)])
    : [];
  return {
    ...facts(kube, workflow, { deployment, newest }),
    ...(message ? { message } : {}),
    ...(serving ? { serving } : {}),
    schedules,
    ...(ran ? { lastRun: ran } : {}),
    ...(detail && deployment ? { detail: await detailOf(kube, deployment) } : {}),
  };
}

type Found = { deployment: Deployment | undefined; newest: ReleaseRevision | undefined };

function facts(kube: Kube, name: string, { deployment, newest }: Found) {
  const status = workflowState(deployment, newest);
  const digest = deployment === undefined ? "" : codeDigest(deployment.spec.template);
  return {
    name,
    namespace: kube.namespace,
    context: kube.context,
    version: deployment?.metadata.labels["app.kubernetes.io/version"] ?? newest?.version ?? "",
    status,
    ready: status === "ready",
    replicas: deployment?.spec.replicas ?? 0,
    available: deployment?.status.availableReplicas ?? 0,
    revision: newest?.revision ?? 0,
    rollout: newest?.rollout ?? "",
    code: shortCode(digest),
    digest,
    deployedAt: newest?.at ?? deployment?.metadata.creationTimestamp ?? "",
  };
}

async function servingMeanwhile(
  kube: Kube,
  deployment: Deployment,
  revisions: ReleaseRevision[],
): Promise<Serving | undefined> {
  if (rolloutState(deployment).done || deployment.status.availableReplicas === 0) return undefined;
  const pods = await enginePods(kube, deployment.metadata.name);
  return servingRevision({ pods, newest: codeDigest(deployment.spec.template), revisions });
}

async function whyNotReady(kube: Kube, deployment: Deployment): Promise<string | undefined> {
  const state = rolloutState(deployment);
  if (state.done) return undefined;
  if (state.trouble) return `${state.trouble.reason}: ${state.trouble.message}`;
  const pods = await newPods(kube, deployment);
  const patience = { since: new Date(0), now: kube.now(), unschedulableMs: 0 };
  for (const pod of pods) {
    const trouble = podTrouble(pod, patience);
    if (trouble) return await whyOf(kube, pod, `${trouble.reason}: ${trouble.message}`);
  }
  return pods[0] && (await whyOf(kube, pods[0], podLine(pods[0])));
}

/** What Kubernetes sees from outside, and what the engine itself says. */
async function whyOf(kube: Kube, { metadata, status }: Pod, seen: string): Promise<string> {
  const started = status.containerStatuses.some(({ state, lastState }) => state.running ?? lastState.terminated);
  const said = started ? await engineComplaint(kube, metadata.name) : undefined;
  // A container that has ended may have left its last words to Kubernetes, too.
  const told = said === undefined || seen.includes(said.message) ? [seen] : [seen, said.message];
  return `${[metadata.name, ...told].join(": ")}${said?.remedy === undefined ? "" : `; remedy: ${said.remedy}`}`;
}

async function detailOf(kube: Kube, deployment: Deployment): Promise<StatusDetail> {
  const { name, namespace } = deployment.metadata;
  const pods = await enginePods(kube, name);
  const { runtimeClassName, containers } = deployment.spec.template.spec;
  const engine = containers.find((container) => container.name === "engine");
  return {
    image: engine?.image ?? "",
    runtimeClass: runtimeClassName ?? "",
    resources: engine?.resources ?? {},
    service: `${name}.${namespace}.svc.cluster.local:8080`,
    pods: pods.map(podStatus),
    events: await kubeEvents(kube, [name, ...pods.map(({ metadata }) => metadata.name)], { last: 10 }),
  };
}

function podStatus(pod: Pod): PodStatus {
  const { metadata, spec, status } = pod;
  return {
    name: metadata.name,
    state: podLine(pod),
    ready: isReady(pod),
    restarts: status.containerStatuses.reduce((sum, { restartCount }) => sum + restartCount, 0),
    ip: status.podIP ?? "",
    node: spec.nodeName ?? "",
    created: metadata.creationTimestamp,
  };
}
