import type { PodStatus, StatusDetail, WorkflowStatus } from "../cluster/look/workflow-status.ts";
import { age } from "./age.ts";
import { duration } from "./duration.ts";
import { newestText } from "./newest-text.ts";
import { scheduleText } from "./schedule-text.ts";
import { table } from "./table.ts";

type Fact = [name: string, value: string];

/** What `tntc status` shows: one fact a line, then pods and events when there is detail. */
export function statusView(status: WorkflowStatus, now: Date): string {
  const { detail } = status;
  const facts = [...mainFacts(status, now), ...(detail ? detailFacts(detail) : [])];
  return [aligned(facts), ...(detail ? [podsView(detail.pods, now), eventsView(detail, now)] : [])]
    .filter((part) => part !== "")
    .join("\n\n");
}

function mainFacts(status: WorkflowStatus, now: Date): Fact[] {
  const facts: Fact[] = [
    ["Workflow", status.name],
    ["Version", status.version],
    ["Namespace", status.namespace],
    ["Context", status.context],
    ["Status", status.status],
    ["Why", status.message ?? ""],
    ["Missing", status.missing?.join(", ") ?? ""],
    ["Serves", servesText(status)],
    ["Replicas", `${status.available}/${status.replicas}`],
    ["Revision", revisionText(status, now)],
    ["Newest", newestText(status, now)],
    ["Code", status.digest],
    ...status.schedules.map((each): Fact => ["Schedule", scheduleText(each, now)]),
    ["Last run", lastRunText(status, now)],
  ];
  return facts.filter(([, value]) => value !== "");
}

function revisionText({ revision, deployedAt, newest }: WorkflowStatus, now: Date): string {
  if (revision > 0) return `${revision}, ${age(deployedAt, now)} ago`;
  return newest ? "unknown: Helm keeps none with this code" : "";
}

function servesText({ serving, version, revision, rollout }: WorkflowStatus): string {
  if (serving === undefined) return "";
  if (serving.revision === revision) return `${version} as it was deployed, while what was changed since does not yet`;
  const number = revision > 0 ? ` (revision ${revision})` : "";
  const newest = `${version}${number} ${rollout === "failed" ? "failed" : "does not yet"}`;
  return `${serving.version} (revision ${serving.revision}), while ${newest}`;
}

function lastRunText({ lastRun }: WorkflowStatus, now: Date): string {
  if (lastRun === undefined) return "";
  const how = lastRun.state === "finished" ? (lastRun.success ? "succeeded" : "failed") : lastRun.state;
  const took = lastRun.durationMs === undefined ? "" : ` in ${duration(lastRun.durationMs)}`;
  const when = age(new Date(lastRun.createdAt).toISOString(), now);
  return `${how}${took}, ${when} ago, by ${lastRun.trigger} (${lastRun.runId})`;
}

function detailFacts({ image, runtimeClass, resources, service }: StatusDetail): Fact[] {
  const amounts = (of: Record<string, string> | undefined) =>
    Object.entries(of ?? {})
      .map(([name, amount]) => `${name} ${amount}`)
      .join(", ");
  const facts: Fact[] = [
    ["Image", image],
    ["Runtime class", runtimeClass],
    ["Requests", amounts(resources.requests)],
    ["Limits", amounts(resources.limits)],
    ["Service", service],
  ];
  return facts.filter(([, value]) => value !== "");
}

function aligned(facts: Fact[]): string {
  const width = Math.max(...facts.map(([name]) => name.length)) + 1;
  return facts.map(([name, value]) => `${`${name}:`.padEnd(width)} ${value}`).join("\n");
}

function podsView(pods: PodStatus[], now: Date): string {
  if (pods.length === 0) return "Pods: none";
  const rows = pods.map((pod) => [
    `  ${pod.name}`,
    pod.state,
    String(pod.restarts),
    pod.ip || "-",
    pod.node || "-",
    age(pod.created, now),
  ]);
  return `Pods:\n${table(["  NAME", "STATE", "RESTARTS", "IP", "NODE", "AGE"], rows)}`;
}

function eventsView({ events }: StatusDetail, now: Date): string {
  if (events.length === 0) return "";
  const rows = events.map((each) => [`  ${age(each.at, now)}`, each.type, each.reason, each.object, each.message]);
  return `Recent events:\n${table(["  AGO", "TYPE", "REASON", "OBJECT", "MESSAGE"], rows)}`;
}
