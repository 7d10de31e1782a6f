import type { Kube } from "../api/kube.ts";
import { pathsIn } from "../api/paths.ts";
import { logRecord } from "../logs/log-record.ts";

const tailLines = 30;
const telling = new Set(["modules-awaited", "not-loadable"]);

/** What an engine says is wrong, and what mends it. */
type Complaint = { message: string; remedy?: string | undefined };

/** What the engine of a pod that is not ready waits for, or why it ended, in its own words; undefined when it says neither. */
export async function engineComplaint(kube: Kube, pod: string): Promise<Complaint | undefined> {
  return (await lastComplaint(kube, pod, false)) ?? (await lastComplaint(kube, pod, true));
}

async function lastComplaint(kube: Kube, pod: string, previous: boolean): Promise<Complaint | undefined> {
  const path = `${pathsIn(kube.namespace).pods.one(pod)}/log`;
  const answer = await kube.send({ path, query: { container: "engine", previous, tailLines } }).catch(() => undefined);
  if (answer?.status !== 200) return undefined;
  const fields = answer.body.split("\n").map((line) => logRecord(pod, line).fields);
  const { msg, remedy } = fields.findLast((line) => telling.has(line?.event ?? "")) ?? {};
  return msg === undefined ? undefined : { message: msg, remedy };
}
