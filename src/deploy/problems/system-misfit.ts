import type { System } from "../../cluster/system/system.ts";
import { versionFit } from "../../cluster/system/version-fit.ts";
import { packageVersion } from "../../package-version.ts";
import type { Problem } from "../problem.ts";

/** What stands in the way when the installed system chart is of another major version; of a minor one, what to say. */
export function systemMisfit(system: System | undefined): { note?: string; problem?: Problem } {
  if (system === undefined) return {};
  const { fits, message, remedy } = versionFit(system, packageVersion());
  if (fits === "nearly") return { note: `${message}. ${remedy}` };
  return fits === "no" ? { problem: { code: "SYSTEM-MISFIT", message, remedy } } : {};
}
