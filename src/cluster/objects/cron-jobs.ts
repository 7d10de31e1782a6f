import { z } from "zod";
import type { Kube } from "../api/kube.ts";
import { pathsIn } from "../api/paths.ts";
import { workflowSelector } from "./workflow-selector.ts";

const cronJob = z
  .object({
    metadata: z.object({ name: z.string() }),
    spec: z.object({ schedule: z.string(), timeZone: z.string().optional(), suspend: z.boolean().optional() }),
    status: z
      .object({
        lastScheduleTime: z.string().nullish(),
        active: z.array(z.object({ name: z.string() })).nullish(),
      })
      .nullish(),
  })
  .transform(({ metadata, spec, status }) => ({
    name: metadata.name,
    schedule: spec.schedule,
    ...(spec.timeZone ? { timezone: spec.timeZone } : {}),
    suspended: spec.suspend ?? false,
    ...(status?.lastScheduleTime ? { lastAt: status.lastScheduleTime } : {}),
    active: (status?.active ?? []).map(({ name }) => name),
  }));

/** One cron trigger as it is on the cluster, with the names of the Jobs that its ticks have now. */
export type CronJob = z.infer<typeof cronJob>;

/** The cron triggers of a workflow, by name. */
export async function cronJobs(kube: Kube, workflow: string): Promise<CronJob[]> {
  const labels = workflowSelector(workflow);
  const found = await kube.list(pathsIn(kube.namespace).cronjobs.many(), cronJob, { labels });
  return found.sort((a, b) => a.name.localeCompare(b.name));
}
