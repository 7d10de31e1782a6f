import type { Kube } from "../api/kube.ts";
import { pathsIn } from "../api/paths.ts";
import { codeDigest } from "../objects/code-digest.ts";
import { type Deployment, deploymentSchema } from "../objects/deployment.ts";
import { enginePods } from "../objects/engine-pods.ts";
import { isEngine } from "../objects/is-engine.ts";
import { isReady } from "../objects/is-ready.ts";
import { type KubeEvent, kubeEvents } from "../objects/kube-event.ts";
import type { Pod } from "../objects/pod.ts";
import { podLine } from "../objects/pod-line.ts";
import { ownReleases } from "../release/own-releases.ts";
import type { ReleaseRevision } from "../release/release-revision.ts";
import { shortCode } from "../release/short-code.ts";
import { rolloutState } from "../rollout/rollout-state.ts";
import { type Schedule, schedules } from "../ticks/schedules.ts";
import { type LastRun, lastRun } from "./last-run.ts";
import { missingObjects } from "./missing-objects.ts";
import { type Serving, servingRevision } from "./serving-revision.ts";
import { shownRevision } from "./shown-revision.ts";
import { whyNotReady } from "./why-not-ready.ts";
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

/** Helm's newest revision, where it is not simply what runs. */
export type NewestRevision = Pick<ReleaseRevision, "revision" | "version" | "code" | "status" | "rollout" | "at">;

/** How a deployed workflow is. */
export type WorkflowStatus = {
  name: string;
  namespace: string;
  context: string;
  version: string;
  status: WorkflowState | "incomplete";
  ready: boolean;
  replicas: number;
  available: number;
  /** The revision that the Deployment is of; 0 when Helm keeps none of its code. */
  revision: number;
  /** Whether the pods of that revision were seen serving: "started" (not yet seen), "settled" or "failed"; empty without one. */
  rollout: string;
  /** First 12 hex digits of the digest, as in lists. */
  code: string;
  /** Digest of the code that the newest pods run. */
  digest: string;
  deployedAt: string;
  /** Helm's newest revision, when that is another one, failed, or is half done. */
  newest?: NewestRevision;
  /** What the revision shown has made and somebody has taken away, as `kind/name`. */
  missing?: string[];
  /** Why it is not ready. */
  message?: string;
  /** The earlier revision that serves meanwhile. */
  serving?: Serving;
  schedules: Schedule[];
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
  const [found, revisions, ticks, ran] = await Promise.all([
    kube.get(pathsIn(kube.namespace).deployments.one(workflow), deploymentSchema),
    ownReleases(kube, workflow),
    schedules(kube, workflow),
    lastRun(kube, workflow),
  ]);
  const deployment = found && isEngine(found) ? found : undefined;
  if (deployment === undefined && revisions.length === 0) throw await workflowUnknown(kube, workflow);
  const known = facts(kube, workflow, { deployment, revisions });
  const isChanging = known.status === "pending" || known.revision === 0;
  const [message, serving, missing] = await Promise.all([
    whyNotReady(kube, { workflow, status: known.status, deployment }),
    deployment && servingMeanwhile(kube, deployment, revisions),
    isChanging ? [] : missingObjects(kube, { workflow, revision: known.revision }),
  ]);
  return {
    ...known,
    ...(missing.length > 0 ? lacking(kube, known, missing) : {}),
    ...(message ? { message } : {}),
    ...(serving ? { serving } : {}),
    schedules: ticks,
    ...(ran ? { lastRun: ran } : {}),
    ...(detail && deployment ? { detail: await detailOf(kube, deployment) } : {}),
  };
}

/** Pods may serve well without what somebody took away, but not as they were deployed. */
function lacking(kube: Kube, { status }: ReturnType<typeof facts>, missing: string[]) {
  if (status !== "ready") return { missing };
  const message = `Objects of its revision are gone; remedy: ${kube.here("tntc deploy")} from its folder`;
  return { missing, message, status: "incomplete" as const, ready: false };
}

/** What is there of a workflow; its revisions newest first. */
type Found = { deployment: Deployment | undefined; revisions: ReleaseRevision[] };

function facts(kube: Kube, name: string, { deployment, revisions }: Found) {
  const [newest] = revisions;
  const status = workflowState(deployment, newest);
  const digest = deployment === undefined ? "" : codeDigest(deployment.spec.template);
  const shown = shownRevision(revisions, shortCode(digest));
  return {
    name,
    namespace: kube.namespace,
    context: kube.context,
    version: deployment?.metadata.labels["app.kubernetes.io/version"] ?? shown?.version ?? "",
    status,
    ready: status === "ready",
    replicas: deployment?.spec.replicas ?? 0,
    available: deployment?.status.availableReplicas ?? 0,
    revision: shown?.revision ?? 0,
    rollout: shown?.rollout ?? "",
    code: shortCode(digest),
    digest,
    deployedAt: shown?.at ?? deployment?.metadata.creationTimestamp ?? "",
    ...(newest && (newest !== shown || newest.status !== "deployed") ? { newest: newestOf(newest) } : {}),
  };
}

function newestOf({ revision, version, code, status, rollout, at }: ReleaseRevision): NewestRevision {
  return { revision, version, code, status, rollout, at };
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
