import type { Code } from "../bundle/pack.ts";
import type { Kube } from "../cluster/api/kube.ts";
import type { Progress } from "../output/progress.ts";
import type { Plan } from "../plan/plan.ts";
import type { Finding } from "../workflow/finding.ts";

/** What is to be said before anything is done. */
export type Announcement = { plan: Plan; code: Code; kube: Pick<Kube, "namespace" | "context">; warnings: Finding[] };

/** Says what is about to be deployed, and where to: one line for each thing that the plan decides. */
export function announce(progress: Progress, { plan, code, kube, warnings }: Announcement): void {
  const { name, version } = plan.workflow;
  for (const { message, file, line } of warnings) progress.warn(`${file}:${line} ${message}`);
  progress.line(`Deploying ${name} ${version} to namespace ${kube.namespace} of ${kube.context}`);
  for (const [what, value] of facts(plan, code)) progress.line(`  ${what.padEnd(10)}${value}`);
  if (plan.runtimeClass === "") progress.warn("sandbox none: the pods run under what the cluster has by default");
}

function facts(plan: Plan, code: Code): [string, string][] {
  const net = plan.permissions.net === true ? anyName(plan) : plan.permissions.net.join(", ") || "nothing";
  const files = `${code.files.length} ${code.files.length === 1 ? "file" : "files"}`;
  return [
    ["code", `${code.digest.slice(0, 19)} (${files}, ${(code.bytes / 1024).toFixed(1)} KiB)`],
    ["stages", plan.stages.map((stage) => stage.join(" + ")).join(" → ")],
    ["network", net],
    ...(plan.network.closed ?? []).map(({ cidr, reason }): [string, string] => ["closed", `${cidr} (${reason})`]),
    ...(plan.modules ? [["modules", modules(plan.modules)] satisfies [string, string]] : []),
    ...(plan.secrets.length > 0 ? [["secrets", plan.secrets.join(", ")] satisfies [string, string]] : []),
    ...plan.triggers.cron.map(tick),
    ...(plan.runtimeClass ? [["sandbox", plan.runtimeClass] satisfies [string, string]] : []),
  ];
}

function modules({ mode, packages }: NonNullable<Plan["modules"]>): string {
  const named = packages.map(({ package: name, locked }) => `${name} ${locked.join(" and ")}`.trim());
  return `${named.join(", ")} (${mode})`;
}

/** Where no name is held, addresses still are. */
function anyName({ network }: Plan): string {
  return network.contract === "none"
    ? "public addresses, ports 80 and 443 (no contract)"
    : "any name, declared addresses";
}

function tick({ jobName, schedule, timezone }: Plan["triggers"]["cron"][number]): [string, string] {
  return ["cron", `${jobName} at ${schedule}${timezone ? ` (${timezone})` : ""}`];
}
