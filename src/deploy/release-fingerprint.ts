import { createHash } from "node:crypto";
import { basename } from "node:path";
import { packageVersion } from "../package-version.ts";
import type { WorkflowValues } from "../plan/values.ts";
import type { ChartPlace } from "./chart.ts";

/**
 * What two releases share when chart and values are the same, wherever the chart lies: twelve hex digits of all that
 * decides what pods do, a dash, and twelve of that with Git's revision and the state of the secrets.
 */
export function releaseFingerprint(values: WorkflowValues, { chart, chartVersion }: ChartPlace): string {
  const { "tentacular.io/git-sha": _, ...annotations } = values.annotations;
  const lasting = { ...values, annotations, secrets: { ...values.secrets, checksum: "" } };
  const place = [packageVersion(), basename(chart), chartVersion ?? ""];
  return [lasting, values].map((each) => digits([...place, each])).join("-");
}

function digits(of: unknown): string {
  return createHash("sha256").update(JSON.stringify(of)).digest("hex").slice(0, 12);
}
