import { createHash } from "node:crypto";
import { basename } from "node:path";
import { packageVersion } from "../package-version.ts";
import type { WorkflowValues } from "../plan/values.ts";
import type { ChartPlace } from "./chart.ts";

/** Twelve hex digits that two releases share when chart and values are the same, wherever the chart lies. */
export function releaseFingerprint(values: WorkflowValues, { chart, chartVersion }: ChartPlace): string {
  const made = [packageVersion(), basename(chart), chartVersion ?? "", values];
  return createHash("sha256").update(JSON.stringify(made)).digest("hex").slice(0, 12);
}
