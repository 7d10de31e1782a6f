import type { Check } from "../platform/check/check.ts";
import type { ClusterCheck } from "../platform/check/cluster-check.ts";
import { count } from "./count.ts";
import type { Paint } from "./paint.ts";

const marks = { pass: "✓", warn: "⚠", fail: "✗", skip: "–" } as const;
const colours = { pass: "green", warn: "yellow", fail: "red", skip: "dim" } as const;

/** A line for each thing that was looked at, its remedy below, and one line for the whole. */
export function clusterCheckView(report: ClusterCheck, paint: Paint): string {
  const lines = report.checks.flatMap((check) => checkLines(check, paint));
  const mark = report.ready ? paint.green(marks.pass) : paint.red(marks.fail);
  return [...lines, "", `${mark} ${clusterCheckSummary(report)}`].join("\n");
}

/** One sentence: whether workflows can be deployed. */
export function clusterCheckSummary({ ready, checks }: ClusterCheck): string {
  const failed = checks.filter(({ state }) => state === "fail").length;
  const warned = checks.filter(({ state }) => state === "warn").length;
  const also = warned > 0 ? `, with ${count(warned, "warning")}` : "";
  if (ready) return `Cluster is ready for deployment${also}`;
  return `Cluster is not ready for deployment: ${failed} of ${count(checks.length, "check")} failed${also}`;
}

function checkLines({ state, message, remedy }: Check, paint: Paint): string[] {
  const line = `  ${paint[colours[state]](marks[state])} ${message}`;
  return remedy && state !== "pass" ? [line, `    ${paint.dim(`→ ${remedy}`)}`] : [line];
}
