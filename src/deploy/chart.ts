import { join } from "node:path";
import { packageRoot } from "../package-root.ts";

/** The folder of the chart that this version of the program was tested with. */
export function workflowChart(): string {
  return join(packageRoot(), "charts", "tentacular-workflow");
}
