import { setTimeout as sleep } from "node:timers/promises";
import type { Kube } from "../api/kube.ts";
import { pathsIn } from "../api/paths.ts";
import { isSaid } from "../logs/is-said.ts";
import type { Deployment } from "../objects/deployment.ts";
import { type KubeEvent, kubeEvents } from "../objects/kube-event.ts";
import { newestReplicaSet } from "../objects/newest-replica-set.ts";
import type { Pod } from "../objects/pod.ts";
import { podLine } from "../objects/pod-line.ts";
import type { Trouble } from "./trouble.ts";

/** What is known of a rollout that failed: kept, because going back removes the pods that would tell. */
export type Evidence = Trouble & {
  workflow: string;
  pod?: string;
  /** What the pod was doing. */
  state?: string;
  node?: string;
  events: KubeEvent[];
  /** The end of the log of the container at fault, of its run before when that one crashed. */
  log: string[];
};

const lastEvents = 8;
const tailLines = 40;

type LogOptions = { container: string; crashed: boolean };

/** What a rollout failed of. */
export type Fault = { workflow: string; trouble: Trouble; pod: Pod | undefined; deployment: Deployment };

/** Collects what can still be read. Reading may fail, evidence never does. */
export async function evidenceOf(kube: Kube, { workflow, trouble, pod, deployment }: Fault): Promise<Evidence> {
  const told = { last: lastEvents };
  const makers = async () => (pod && trouble.reason !== "FailedCreate" ? [] : await makersOf(kube, deployment));
  if (pod === undefined) {
    return { ...trouble, workflow, events: await kubeEvents(kube, await makers(), told), log: [] };
  }
  const [events, log] = await Promise.all([
    kubeEvents(kube, [pod.metadata.name, ...(await makers())], told),
    logTail(kube, pod, {
      container: trouble.container ?? pod.spec.containers[0]?.name ?? "",
      crashed: trouble.exitCode !== undefined,
    }),
  ]);
  return {
    ...trouble,
    workflow,
    pod: pod.metadata.name,
    state: podLine(pod),
    ...(pod.spec.nodeName ? { node: pod.spec.nodeName } : {}),
    events,
    log,
  };
}

/** Who makes the pods: a pod that was refused has no events of its own, its ReplicaSet has them. */
async function makersOf(kube: Kube, deployment: Deployment): Promise<string[]> {
  const set = await newestReplicaSet(kube, deployment).catch(() => undefined);
  return [deployment.metadata.name, ...(set ? [set.name] : [])];
}

/**
 * The crashed run's log when there was one: after a restart the container's own is not yet telling. A crash may be
 * seen at the very moment of the restart, when neither can be read; that passes.
 */
async function logTail(kube: Kube, pod: Pod, { container, crashed }: LogOptions): Promise<string[]> {
  for (const pauseMs of crashed ? [0, 300, 1000] : [0]) {
    await sleep(pauseMs);
    const log = await lastLog(kube, pod, container);
    if (log.length > 0) return log;
  }
  return [];
}

async function lastLog(kube: Kube, pod: Pod, container: string): Promise<string[]> {
  const before = await readLog(kube, pod, { container, previous: true });
  if (before.length > 0) return before;
  const own = await readLog(kube, pod, { container, previous: false });
  // Asked again, because a restart between the two questions leaves a log that has only begun.
  const since = await readLog(kube, pod, { container, previous: true });
  return since.length > 0 ? since : own;
}

async function readLog(kube: Kube, pod: Pod, options: { container: string; previous: boolean }): Promise<string[]> {
  const path = `${pathsIn(kube.namespace).pods.one(pod.metadata.name)}/log`;
  const answer = await kube.send({ path, query: { ...options, tailLines } }).catch(() => undefined);
  if (answer === undefined || answer.status !== 200) return [];
  return answer.body.split("\n").filter(isSaid);
}
