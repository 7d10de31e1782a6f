import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Kube } from "../../cluster/api/kube.ts";
import { pathsIn } from "../../cluster/api/paths.ts";
import { type Pod, podSchema } from "../../cluster/objects/pod.ts";
import { podLine } from "../../cluster/objects/pod-line.ts";
import { podTrouble } from "../../cluster/rollout/pod-trouble.ts";
import { TentacularError } from "../../errors.ts";
import type { Progress } from "../../output/progress.ts";
import { probeLabel } from "./probe-metadata.ts";
import { probePod } from "./probe-pod.ts";
import { probePolicies } from "./probe-policies.ts";
import { type ProbeResult, probeResult } from "./probe-result.ts";
import type { ProbeSetup } from "./probe-setup.ts";

/** What the pods run with, and what they look for. */
export type ProbeOptions = Pick<ProbeSetup, "image" | "pullSecrets" | "runtimeClass"> & {
  /** Names to resolve. */
  names: string[];
  /** Addresses to connect to. */
  dials: { hostname: string; port: number }[];
  progress: Progress;
  signal: AbortSignal;
};

const startMs = 60_000;

/**
 * Two pods measure from inside what no API tells: whether policies are enforced, whether names resolve, whether
 * addresses answer. All of it is gone again afterwards, whatever happens.
 *
 * @throws {TentacularError} `PROBE-FAILED` (failed), or the cluster's refusal of a pod
 */
export async function probe(kube: Kube, options: ProbeOptions): Promise<ProbeResult> {
  const setup: ProbeSetup = {
    id: randomBytes(4).toString("hex"),
    namespace: kube.namespace,
    image: options.image,
    pullSecrets: options.pullSecrets,
    runtimeClass: options.runtimeClass,
    dialPorts: [...new Set(options.dials.map(({ port }) => port))],
  };
  await removeProbes(kube, { olderThanMs: 120_000 });
  // An interrupt that somebody listens to lets the process leave things in order.
  const heard = () => {};
  options.signal.addEventListener("abort", heard);
  try {
    options.progress.step("Probing: two pods in the namespace, for some seconds");
    const { pods, networkpolicies } = pathsIn(kube.namespace);
    await Promise.all(probePolicies(setup).map((policy) => kube.create(networkpolicies.many(), policy)));
    const listener = probePod(setup, "listener");
    await kube.create(pods.many(), listener);
    const up = await pod(kube, listener.metadata.name, { options, when: running });
    const { names, dials } = options;
    const order = JSON.stringify({ listener: up.status.podIP, names, dials });
    const caller = probePod(setup, "caller", { PROBE: order });
    await kube.create(pods.many(), caller);
    return readResult(await pod(kube, caller.metadata.name, { options, when: ended }));
  } finally {
    await removeProbes(kube, { id: setup.id });
    options.signal.removeEventListener("abort", heard);
  }
}

type Waiting = { options: Pick<ProbeOptions, "signal">; when: (pod: Pod) => boolean };

/** The pod as soon as it is so. A pod that never will be is told from one that needs time. */
async function pod(kube: Kube, name: string, { options, when }: Waiting): Promise<Pod> {
  const since = kube.now();
  for (const end = Date.now() + startMs; ; ) {
    options.signal.throwIfAborted();
    const found = await kube.get(pathsIn(kube.namespace).pods.one(name), podSchema);
    if (found && when(found)) return found;
    const trouble = found && podTrouble(found, { since, now: kube.now(), unschedulableMs: 15_000 });
    if (trouble) throw failed(`${trouble.reason}: ${trouble.message}`);
    if (found === undefined || Date.now() > end) throw failed(found ? podLine(found) : `"${name}" is gone`);
    await sleep(250);
  }
}

function running({ status }: Pod): boolean {
  return status.phase === "Running" && status.podIP !== undefined;
}

/** The phase follows the container only after a moment. */
function ended({ status }: Pod): boolean {
  return status.containerStatuses[0]?.state.terminated?.exitCode === 0;
}

function readResult({ status }: Pod): ProbeResult {
  const message = status.containerStatuses[0]?.state.terminated?.message ?? "";
  try {
    return probeResult.parse(JSON.parse(message));
  } catch (cause) {
    throw failed(`it ended without a result: ${message.slice(0, 200) || "it said nothing"}`, cause);
  }
}

function failed(why: string, cause?: unknown): TentacularError {
  return new TentacularError(`A probe pod does not run: ${why.trim().replace(/\.$/, "")}`, {
    code: "PROBE-FAILED",
    remedy: "Mend what keeps pods from running, then probe again",
    cause,
  });
}

/** This probe's objects, or what a probe that was killed has left. */
async function removeProbes(kube: Kube, which: { id: string } | { olderThanMs: number }): Promise<void> {
  const paths = pathsIn(kube.namespace);
  const labels = "id" in which ? `${probeLabel}=${which.id}` : probeLabel;
  const before = "id" in which ? Number.POSITIVE_INFINITY : kube.now().getTime() - which.olderThanMs;
  for (const kind of [paths.pods, paths.networkpolicies]) {
    const found = await kube.listMetadata(kind.many(), { labels });
    const due = found.filter(({ creationTimestamp }) => Date.parse(creationTimestamp) < before);
    await Promise.all(due.map(({ name, uid }) => kube.remove(kind.one(name), { uid })));
  }
}
