import { readdirSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../src/package-root.ts";
import { charts } from "./charts.ts";

/** A chart with one of its `ci/*-values.yaml`. */
export type Scenario = { chart: string; folder: string; values: string; name: string };

/** Every chart with every scenario that it ships. */
export const scenarios: Scenario[] = charts.flatMap((chart) => {
  const folder = join(packageRoot(), "charts", chart);
  return readdirSync(join(folder, "ci")).map((file) => ({
    chart,
    folder,
    values: join(folder, "ci", file),
    name: `${chart} with ${file}`,
  }));
});
