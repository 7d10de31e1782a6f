import { setTimeout as sleep } from "node:timers/promises";
import type { Kube } from "../api/kube.ts";
import { workflowUnknown } from "../look/workflow-unknown.ts";
import { enginePods } from "../objects/engine-pods.ts";
import { followPod } from "./follow-pod.ts";
import type { LogRecord } from "./log-record.ts";
import type { LogOptions } from "./read-logs.ts";

/** Whose logs to follow, who gets the lines, and until when. */
export type FollowOptions = LogOptions & {
  /** Gets each line as it is said, and whether it may come from one of several pods. */
  write: (record: LogRecord, several: boolean) => void;
  signal: AbortSignal;
};

const lookEveryMs = 1000;

/** Follows all pods of a workflow, also those that come later, until `signal` aborts. */
export async function followLogs(kube: Kube, { workflow, tail, sinceMs, write, signal }: FollowOptions): Promise<void> {
  const followed = new Map<string, Promise<void>>();
  const follow = (pod: string, past: { tail?: number; sinceMs?: number | undefined }) => {
    const each = (record: LogRecord) => write(record, followed.size > 1);
    followed.set(pod, followPod(kube, pod, { ...past, write: each, signal }));
  };
  const first = await enginePods(kube, workflow);
  if (first.length === 0) throw await workflowUnknown(kube, workflow, "pods");
  for (const { metadata } of first) follow(metadata.name, { tail, sinceMs });
  const watch = async () => {
    while (!signal.aborted) {
      await sleep(lookEveryMs, undefined, { signal }).catch(() => {});
      const pods = signal.aborted ? [] : await enginePods(kube, workflow).catch(() => []);
      for (const { metadata } of pods) if (!followed.has(metadata.name)) follow(metadata.name, {});
    }
  };
  await watch();
  await Promise.all(followed.values());
}
