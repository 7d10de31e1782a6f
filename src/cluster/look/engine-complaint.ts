import type { Kube } from "../api/kube.ts";
import { pathsIn } from "../api/paths.ts";
import { type Complaint, complaintIn } from "../logs/complaint-in.ts";

const tailLines = 30;

/** What the engine of a pod that is not ready waits for, or why it ended, in its own words; undefined when it says neither. */
export async function engineComplaint(kube: Kube, pod: string): Promise<Complaint | undefined> {
  return (await lastComplaint(kube, pod, false)) ?? (await lastComplaint(kube, pod, true));
}

async function lastComplaint(kube: Kube, pod: string, previous: boolean): Promise<Complaint | undefined> {
  const path = `${pathsIn(kube.namespace).pods.one(pod)}/log`;
  const answer = await kube.send({ path, query: { container: "engine", previous, tailLines } }).catch(() => undefined);
  return answer?.status === 200 ? complaintIn(answer.body.split("\n")) : undefined;
}
