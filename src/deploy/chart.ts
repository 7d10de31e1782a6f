import { join } from "node:path";
import { TentacularError } from "../errors.ts";
import type { Settings } from "../image/settings.ts";
import { packageRoot } from "../package-root.ts";
import { packageVersion } from "../package-version.ts";

type ChartSettings = Pick<Settings, "chart" | "chart_version" | "plain_http">;

/** Where Helm finds a chart. */
export type ChartPlace = { chart: string; chartVersion?: string; plainHttp?: boolean };

/**
 * The workflow chart: the one that this version of the program was tested with, unless another is pinned by
 * `--chart-version` or the settings.
 *
 * @param version goes before the settings' `chart_version`
 * @throws {TentacularError} `CHART-NOWHERE` (usage) when a version is pinned, and no place is known that has it
 */
export function workflowChart(settings: ChartSettings, version?: string): ChartPlace {
  const wanted = version ?? settings.chart_version ?? packageVersion();
  if (settings.chart === undefined) return wanted === packageVersion() ? ownChart() : refuse(wanted);
  return placeOf(settings.chart, wanted, settings.plain_http ?? false);
}

/** The folder of the chart that came with the program. */
function ownChart(): ChartPlace {
  return { chart: join(packageRoot(), "charts", "tentacular-workflow") };
}

function placeOf(chart: string, version: string, plainHttp: boolean): ChartPlace {
  if (chart.startsWith("oci://")) return { chart, chartVersion: version, plainHttp };
  return { chart: join(chart, `tentacular-workflow-${version}.tgz`) };
}

function refuse(version: string): never {
  throw new TentacularError(`Nobody says where version "${version}" of the workflow chart is`, {
    code: "CHART-NOWHERE",
    exit: "usage",
    remedy:
      "Set chart in ~/.tentacular/config.yaml, to oci://REGISTRY/tentacular-workflow or a folder of tarballs; " +
      `without --chart-version and chart_version the chart of this program, ${packageVersion()}, is used`,
  });
}
