import { setTimeout as sleep } from "node:timers/promises";
import { TentacularError } from "../../errors.ts";
import type { Progress } from "../../output/progress.ts";
import type { Kube } from "../api/kube.ts";
import { pathsIn } from "../api/paths.ts";
import { complaintIn } from "../logs/complaint-in.ts";
import { type Deployment, deploymentSchema } from "../objects/deployment.ts";
import { newPods } from "../objects/new-pods.ts";
import type { Pod } from "../objects/pod.ts";
import { podLine } from "../objects/pod-line.ts";
import { evidenceOf, type Fault } from "./evidence.ts";
import { podTrouble } from "./pod-trouble.ts";
import { RolloutFailure } from "./rollout-failure.ts";
import { rolloutState } from "./rollout-state.ts";
import type { Trouble } from "./trouble.ts";

/** Which rollout to follow, and for how long. */
export type SettleOptions = {
  workflow: string;
  progress: Progress;
  /** For the whole rollout. @default 300000 */
  timeoutMs?: number;
  /** How long a pod may wait for a node, in milliseconds: autoscalers need their time. @default 60000 */
  unschedulableMs?: number;
  signal?: AbortSignal | undefined;
};

/** A rollout that has succeeded. */
export type Rollout = { replicas: number; pods: string[]; durationMs: number };

type Look = { deployment: Deployment; pods: Pod[]; podsAt: number };

const patienceWithTheLineMs = 30_000;
/** Pods are looked at less often than the Deployment: they only tell what is still missing. */
const podsEveryMs = 250;

/**
 * Follows a Deployment until its newest pods serve. Fails at the first sure sign that they will not: a crash, an image
 * that cannot be pulled, a refused pod; nobody waits minutes for what is known after a second.
 *
 * @throws {TentacularError} `ROLLOUT-FAILED` or `ROLLOUT-TIMEOUT`, both with `result.evidence`
 */
export async function settle(kube: Kube, options: SettleOptions): Promise<Rollout> {
  const since = kube.now();
  const startedAt = Date.now();
  const say = changesOnly(options.progress);
  for (let look: Look | undefined; ; ) {
    look = await patientLook(kube, options.workflow, look);
    const state = rolloutState(look.deployment);
    if (state.done)
      return { replicas: look.deployment.spec.replicas, pods: names(look), durationMs: Date.now() - startedAt };
    say(describe(look));
    const found = state.trouble
      ? { trouble: state.trouble, pod: look.pods[0] }
      : troubledPod(look.pods, kube, { since, options });
    if (found) throw await failure(kube, options.workflow, { ...found, deployment: look.deployment, timedOut: false });
    const waitedMs = Date.now() - startedAt;
    if (waitedMs > (options.timeoutMs ?? 300_000)) throw await timeout(kube, options.workflow, { look, waitedMs });
    await pause(waitedMs, options.signal).catch((cause) => leave(kube, options.workflow, cause));
  }
}

function names({ pods }: Look): string[] {
  return pods.map(({ metadata }) => metadata.name);
}

/** One look at the Deployment and, when it is time or the rollout is done, the pods of its newest template. */
async function look(kube: Kube, workflow: string, last: Look | undefined): Promise<Look> {
  const deployment = await kube.get(pathsIn(kube.namespace).deployments.one(workflow), deploymentSchema);
  if (deployment) return { ...(await podsOf(kube, deployment, last)), deployment };
  throw new TentacularError(`The Deployment "${workflow}" is gone from namespace "${kube.namespace}"`, {
    code: "ROLLOUT-GONE",
    remedy: "Deploy again; somebody removed the workflow meanwhile",
  });
}

async function podsOf(kube: Kube, deployment: Deployment, last: Look | undefined): Promise<Omit<Look, "deployment">> {
  const { seen, done } = rolloutState(deployment);
  // What the controller has not seen yet has no pods: those that look like the newest are of the template before.
  if (!seen) return { pods: [], podsAt: 0 };
  if (last && !done && Date.now() - last.podsAt < podsEveryMs) return last;
  return { pods: await newPods(kube, deployment), podsAt: Date.now() };
}

/** A control plane that restarts is no failed rollout. */
async function patientLook(kube: Kube, workflow: string, last: Look | undefined): Promise<Look> {
  const until = Date.now() + patienceWithTheLineMs;
  for (;;) {
    try {
      return await look(kube, workflow, last);
    } catch (error) {
      const passing = error instanceof TentacularError && error.code === "CLUSTER-UNREACHABLE";
      if (!passing || Date.now() > until) throw error;
      await sleep(500);
    }
  }
}

function troubledPod(
  pods: Pod[],
  kube: Kube,
  { since, options }: { since: Date; options: SettleOptions },
): { trouble: Trouble; pod: Pod } | undefined {
  const patience = { since, now: kube.now(), unschedulableMs: options.unschedulableMs ?? 60_000 };
  for (const pod of pods) {
    const trouble = podTrouble(pod, patience);
    if (trouble) return { trouble, pod };
  }
  return undefined;
}

function describe({ deployment, pods }: Look): string {
  const waiting = pods.filter((pod) => podLine(pod) !== "Running");
  const ready = `${pods.length - waiting.length}/${deployment.spec.replicas} ready`;
  return [ready, ...waiting.map((pod) => `${pod.metadata.name} ${podLine(pod)}`)].join(", ");
}

function changesOnly({ step }: Progress): (text: string) => void {
  let last = "";
  return (text) => {
    if (text !== last) step(`Rollout: ${text}`);
    last = text;
  };
}

type Failed = Omit<Fault, "workflow"> & { timedOut: boolean };

async function failure(kube: Kube, workflow: string, failed: Failed): Promise<RolloutFailure> {
  const { trouble, timedOut } = failed;
  const evidence = await evidenceOf(kube, { workflow, ...failed });
  const complaint = complaintIn(evidence.log);
  const message = trouble.message.replace(/\s+/g, " ").replace(/\.$/, "");
  const what = timedOut ? "are not ready in time" : `do not start: ${trouble.reason}`;
  return new RolloutFailure(`The new pods of "${workflow}" ${what}: ${message}`, {
    code: timedOut ? "ROLLOUT-TIMEOUT" : "ROLLOUT-FAILED",
    remedy:
      complaint?.remedy ??
      (timedOut ? "Raise --timeout if the pods only need longer" : "See the events and the log of the pod"),
    exit: timedOut ? "timeout" : "failed",
    ...(complaint?.place ? { place: complaint.place } : {}),
    result: { evidence },
  });
}

async function timeout(kube: Kube, workflow: string, { look, waitedMs }: { look: Look; waitedMs: number }) {
  const pod = look.pods.find((each) => podLine(each) !== "Running") ?? look.pods[0];
  const message = `${pod ? podLine(pod) : "no pod yet"} after ${Math.round(waitedMs / 1000)} s`;
  return await failure(kube, workflow, {
    trouble: { reason: "Timeout", message },
    pod,
    deployment: look.deployment,
    timedOut: true,
  });
}

/** Seldom while no pod can be ready yet, and questions only slow its start; often when most rollouts end; seldom later. */
async function pause(waitedMs: number, signal: AbortSignal | undefined): Promise<void> {
  const ms = waitedMs < 800 ? 200 : waitedMs < 10_000 ? 50 : 1000;
  await sleep(ms, undefined, signal ? { signal } : {});
}

function leave(kube: Kube, workflow: string, cause: unknown): never {
  throw new TentacularError("Interrupted while the rollout goes on", {
    code: "INTERRUPTED",
    remedy: `Look at it with ${kube.here(`kubectl rollout status deployment/${workflow}`)}`,
    exit: "interrupted",
    cause,
  });
}
