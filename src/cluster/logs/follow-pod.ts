import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { TentacularError } from "../../errors.ts";
import type { Kube } from "../api/kube.ts";
import { KubeRefusal } from "../api/kube-refusal.ts";
import { pathsIn } from "../api/paths.ts";
import { isSaid } from "./is-said.ts";
import { type LogRecord, logRecord } from "./log-record.ts";

/** Where to begin in the log of a pod, who gets its lines, and until when. */
export type FollowPodOptions = {
  /** Lines of the past to begin with. @default all of them */
  tail?: number | undefined;
  sinceMs?: number | undefined;
  write: (record: LogRecord) => void;
  signal: AbortSignal;
};

const againAfterMs = 500;

/**
 * Follows one pod's engine until the pod is gone or `signal` aborts: waits for a container that has not started, and
 * goes on after a restart or a broken line without repeating or leaving out a line.
 */
export async function followPod(kube: Kube, pod: string, options: FollowPodOptions): Promise<void> {
  let last = "";
  const write = (line: string) => {
    if (!isSaid(line)) return;
    const blank = line.indexOf(" ");
    const at = line.slice(0, blank);
    if (at <= last) return;
    last = at;
    options.write(logRecord(pod, line.slice(blank + 1)));
  };
  while (!options.signal.aborted) {
    const state = await readOnce(kube, pod, { ...options, last, line: write }).catch(notYet);
    if (state === "gone") return;
    await sleep(againAfterMs, undefined, { signal: options.signal }).catch(() => {});
  }
}

type ReadOptions = FollowPodOptions & { last: string; line: (line: string) => void };

/** One stream to its end. Kubernetes stamps each line, so that the next stream can begin where this one ended. */
async function readOnce(kube: Kube, pod: string, { last, tail, sinceMs, line, signal }: ReadOptions): Promise<"ended"> {
  const from =
    last === ""
      ? { tailLines: tail, sinceSeconds: sinceMs && Math.max(1, Math.ceil(sinceMs / 1000)) }
      : { sinceTime: last };
  const stream = await kube.open({
    path: `${pathsIn(kube.namespace).pods.one(pod)}/log`,
    query: { container: "engine", follow: true, timestamps: true, ...from },
    signal,
  });
  for await (const text of createInterface({ input: stream })) line(text);
  return "ended";
}

/** A container may not have started yet, a line may break: both pass. A pod that is unknown is gone for good. */
function notYet(error: unknown): "ended" | "gone" {
  if (error instanceof KubeRefusal && error.status === 404) return "gone";
  const passes =
    error instanceof KubeRefusal ? error.status === 400 || error.status >= 500 : !(error instanceof TypeError);
  if (passes || (error instanceof TentacularError && error.exit === "unreachable")) return "ended";
  throw error;
}
