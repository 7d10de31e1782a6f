import { join } from "node:path";
import { packageRoot } from "../package-root.ts";

/** The folder of the system chart that came with this program. */
export function systemChart(): string {
  return join(packageRoot(), "charts", "tentacular-system");
}
