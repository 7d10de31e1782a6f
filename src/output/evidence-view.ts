import { logRecord } from "../cluster/logs/log-record.ts";
import type { Evidence } from "../cluster/rollout/evidence.ts";
import { logLine } from "./log-line.ts";

/** What a failed rollout left to see: the reason, the pod's events, and the end of its log. */
export function evidenceView({ reason, message, pod, state, node, events, log }: Evidence): string {
  const where = pod ? `Pod ${pod}${node ? ` on ${node}` : ""}: ${state ?? ""}` : "No pod was made";
  const shown = events.map((each) => {
    const times = each.count > 1 ? ` (${each.count} times)` : "";
    return `    ${each.type === "Warning" ? "⚠" : "·"} ${each.reason}: ${each.message}${times}`;
  });
  return [
    `  ${where}`,
    `  Reason: ${reason}: ${message}`,
    ...(shown.length > 0 ? ["  Events:", ...shown] : []),
    ...(log.length > 0 ? ["  Log:", ...log.map((line) => `    ${logLine(logRecord(pod ?? "", line))}`)] : []),
  ].join("\n");
}
