import type { Kube } from "../api/kube.ts";
import { pathsIn } from "../api/paths.ts";
import { workflowUnknown } from "../look/workflow-unknown.ts";
import { enginePods } from "../objects/engine-pods.ts";
import { isSaid } from "./is-said.ts";
import { type LogRecord, logRecord } from "./log-record.ts";

/** Which lines of each pod. */
export type LogOptions = { workflow: string; tail: number; sinceMs?: number | undefined };

/** What the pods of a workflow have said: pod after pod, each with its last lines in order. */
export async function readLogs(kube: Kube, options: LogOptions): Promise<{ pods: string[]; records: LogRecord[] }> {
  const pods = (await enginePods(kube, options.workflow)).map(({ metadata }) => metadata.name);
  if (pods.length === 0) throw await workflowUnknown(kube, options.workflow, "pods");
  const records = await Promise.all(pods.map((pod) => readPod(kube, pod, options)));
  return { pods, records: records.flat() };
}

async function readPod(kube: Kube, pod: string, { tail, sinceMs }: LogOptions): Promise<LogRecord[]> {
  const request = {
    path: `${pathsIn(kube.namespace).pods.one(pod)}/log`,
    query: {
      container: "engine",
      tailLines: tail,
      sinceSeconds: sinceMs === undefined ? undefined : Math.max(1, Math.ceil(sinceMs / 1000)),
    },
  };
  const answer = await kube.send(request);
  // A container that has not started yet has said nothing; a pod that went away neither.
  if (answer.status === 400 || answer.status === 404) return [];
  if (answer.status >= 400) throw kube.refusal(request, answer);
  const lines = answer.body.split("\n").filter(isSaid);
  return lines.map((line) => logRecord(pod, line));
}
