import type { Kube } from "../api/kube.ts";
import type { Deployment } from "../objects/deployment.ts";
import { newPods } from "../objects/new-pods.ts";
import type { Pod } from "../objects/pod.ts";
import { podLine } from "../objects/pod-line.ts";
import { podTrouble } from "../rollout/pod-trouble.ts";
import { rolloutState } from "../rollout/rollout-state.ts";
import { engineComplaint } from "./engine-complaint.ts";
import type { WorkflowState } from "./workflow-state.ts";

/** A workflow that may not be ready. */
export type Doubtful = { workflow: string; status: WorkflowState; deployment: Deployment | undefined };

/** Why a workflow is not ready, and what mends it, in a sentence; undefined when it is, or nothing tells. */
export async function whyNotReady(kube: Kube, { workflow, status, deployment }: Doubtful): Promise<string | undefined> {
  const deploy = `${kube.here("tntc deploy")} from its folder`;
  if (status === "pending") return `Helm is changing it, or was killed at that; remedy: wait, or ${deploy}`;
  if (deployment === undefined) return `Its Deployment is gone, so no pod runs; remedy: ${deploy}`;
  if (status === "stopped") {
    const scale = kube.here(`kubectl scale deployment/${workflow} --replicas=1`);
    return `It is scaled to 0, so no pod runs; remedy: ${scale}, or ${deploy}`;
  }
  return await whyNotServed(kube, deployment);
}

async function whyNotServed(kube: Kube, deployment: Deployment): Promise<string | undefined> {
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
