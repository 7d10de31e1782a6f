import type { Code } from "../bundle/pack.ts";
import type { Progress } from "../output/progress.ts";
import type { Plan } from "../plan/plan.ts";

/** Says what is about to be deployed, and where to: one line for each thing that the plan decides. */
export function announce(progress: Progress, { plan, code, to }: { plan: Plan; code: Code; to: string }): void {
  const { name, version } = plan.workflow;
  const net = plan.permissions.net === true ? "anything" : plan.permissions.net.join(", ") || "nothing";
  const files = `${code.files.length} ${code.files.length === 1 ? "file" : "files"}`;
  progress.line(`Deploying ${name} ${version} to ${to}`);
  progress.line(`  code      ${code.digest.slice(0, 19)} (${files}, ${(code.bytes / 1024).toFixed(1)} KiB)`);
  progress.line(`  stages    ${plan.stages.map((stage) => stage.join(" + ")).join(" → ")}`);
  progress.line(`  network   ${net}`);
  if (plan.secrets.length > 0) progress.line(`  secrets   ${plan.secrets.join(", ")}`);
  for (const { jobName, schedule, timezone } of plan.triggers.cron) {
    progress.line(`  cron      ${jobName} at ${schedule}${timezone ? ` (${timezone})` : ""}`);
  }
  if (plan.runtimeClass) progress.line(`  sandbox   ${plan.runtimeClass}`);
}
