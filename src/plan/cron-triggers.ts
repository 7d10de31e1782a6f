import type { WorkflowSpec } from "../workflow/spec.ts";
import type { CronTrigger } from "./plan.ts";

/** The CronJobs of a workflow: `<wf>-cron`, or numbered when there are several. */
export function cronTriggers({ name, triggers }: Pick<WorkflowSpec, "name" | "triggers">): CronTrigger[] {
  const crons = triggers.filter((trigger) => trigger.type === "cron");
  return crons.map((cron, index) => ({
    jobName: crons.length === 1 ? `${name}-cron` : `${name}-cron-${index}`,
    schedule: cron.schedule ?? "",
    ...(cron.timezone === undefined ? {} : { timezone: cron.timezone }),
    input: cron.name === undefined ? {} : { trigger: cron.name },
  }));
}
