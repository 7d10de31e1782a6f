import { isDenied } from "../api/is-denied.ts";
import type { Kube } from "../api/kube.ts";
import { type CronJob, cronJobs } from "../objects/cron-jobs.ts";
import { kubeEvents } from "../objects/kube-event.ts";
import type { Pod } from "../objects/pod.ts";
import { podTrouble } from "../rollout/pod-trouble.ts";
import { hasNeverStarted } from "./has-never-started.ts";
import { jobOf } from "./job-of.ts";
import { removalOf } from "./removal-of.ts";
import { triggerPods } from "./trigger-pods.ts";

/** A tick that cannot start. While its Job is there, its trigger makes no other. */
export type StuckTick = { job: string; reason: string; message: string; remedy: string };

/** One cron trigger, and the tick that keeps later ones away. */
export type Schedule = Omit<CronJob, "active"> & { stuck?: StuckTick };

/** The cron triggers of a workflow, by name. Pods are asked for only where a tick is under way. */
export async function schedules(kube: Kube, workflow: string): Promise<Schedule[]> {
  const found = await cronJobs(kube, workflow);
  const pods = found.some(({ active }) => active.length > 0) ? await podsIfSeen(kube, workflow) : [];
  if (pods === undefined) return found.map(({ active: _, ...schedule }) => schedule);
  return await Promise.all(
    found.map(async ({ active, ...schedule }) => {
      const ticks = await Promise.all(active.map((job) => stuckTick(kube, job, pods)));
      const stuck = ticks.find((tick) => tick !== undefined);
      return { ...schedule, ...(stuck ? { stuck } : {}) };
    }),
  );
}

/** Undefined for who may not see them: the schedules are known all the same. */
async function podsIfSeen(kube: Kube, workflow: string): Promise<Pod[] | undefined> {
  try {
    return await triggerPods(kube, workflow);
  } catch (error) {
    if (isDenied(error)) return undefined;
    throw error;
  }
}

async function stuckTick(kube: Kube, job: string, pods: Pod[]): Promise<StuckTick | undefined> {
  const own = pods.filter((pod) => jobOf(pod) === job);
  const trouble = own.length === 0 ? await refusalOf(kube, job) : troubleIn(kube, own);
  return trouble && { job, ...trouble, remedy: removalOf(kube, job) };
}

type Reason = Pick<StuckTick, "reason" | "message">;

function troubleIn(kube: Kube, pods: Pod[]): Reason | undefined {
  const patience = { since: new Date(0), now: kube.now(), unschedulableMs: 0 };
  for (const pod of pods.filter(hasNeverStarted)) {
    const trouble = podTrouble(pod, patience);
    if (trouble) return { reason: trouble.reason, message: oneLine(trouble.message) };
  }
  return undefined;
}

/** A pod that the cluster refuses is never made: only the events of the Job tell. */
async function refusalOf(kube: Kube, job: string): Promise<Reason | undefined> {
  const events = await kubeEvents(kube, [job], { last: 1 });
  return events
    .filter(({ type }) => type === "Warning")
    .map(({ reason, message }) => ({ reason, message: oneLine(message) }))[0];
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim().replace(/\.$/, "");
}
