import type { ContainerStatus, Pod } from "../objects/pod.ts";
import type { Trouble } from "./trouble.ts";

const hopeless = new Set([
  "CrashLoopBackOff",
  "ErrImageNeverPull",
  "InvalidImageName",
  "CreateContainerConfigError",
  "CreateContainerError",
  "RunContainerError",
]);

const pulling = new Set(["ErrImagePull", "ImagePullBackOff"]);
/** Three tries of the kubelet, with its pauses. */
const pullPatienceMs = 45_000;

/** From when on crashes count, the time now, and how long a pod may wait for a node, in milliseconds. */
export type PatienceOptions = { since: Date; now: Date; unschedulableMs: number };

/**
 * Why this pod will not become ready, or undefined while there is hope. A crash counts from the first one: a server
 * that ended once is not a server that started.
 */
export function podTrouble(pod: Pod, options: PatienceOptions): Trouble | undefined {
  const containers = [...pod.status.initContainerStatuses, ...pod.status.containerStatuses];
  for (const container of containers) {
    const trouble = crash(container, pod, options.since) ?? waiting(container, pod, options.now);
    if (trouble) return trouble;
  }
  return unschedulable(pod, options);
}

function crash({ name, state, lastState }: ContainerStatus, pod: Pod, since: Date): Trouble | undefined {
  const ended = state.terminated ?? lastState.terminated;
  if (ended === undefined) return undefined;
  const isInit = pod.status.initContainerStatuses.some((container) => container.name === name);
  const before = ended.finishedAt ? Date.parse(ended.finishedAt) < since.getTime() - 2000 : false;
  if ((isInit && ended.exitCode === 0) || before) return undefined;
  const how = ended.signal ? `signal ${ended.signal}` : `exit code ${ended.exitCode}`;
  return {
    reason: ended.reason === "OOMKilled" ? "OOMKilled" : "Crashed",
    message: ended.message?.trim() || `Container "${name}" ended with ${how}`,
    container: name,
    exitCode: ended.exitCode,
  };
}

/** A failed pull may be a passing fault of the network for a while, unless the registry itself says no. */
const registrySaysNo = /not found|manifest unknown|unauthorized|denied|forbidden/i;

function waiting({ name, state }: ContainerStatus, { metadata }: Pod, now: Date): Trouble | undefined {
  const why = state.waiting;
  if (why === undefined) return undefined;
  const waitedMs = now.getTime() - Date.parse(metadata.creationTimestamp);
  const unpulled = pulling.has(why.reason) && (registrySaysNo.test(why.message) || waitedMs > pullPatienceMs);
  if (!unpulled && !hopeless.has(why.reason)) return undefined;
  return { reason: why.reason, message: why.message, container: name };
}

function unschedulable({ status }: Pod, { now, unschedulableMs }: PatienceOptions): Trouble | undefined {
  const condition = status.conditions.find(({ type, reason }) => type === "PodScheduled" && reason === "Unschedulable");
  if (condition === undefined || condition.status === "True") return undefined;
  const waitedMs = now.getTime() - Date.parse(condition.lastTransitionTime ?? now.toISOString());
  return waitedMs > unschedulableMs ? { reason: "Unschedulable", message: condition.message } : undefined;
}
