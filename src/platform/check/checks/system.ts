import { versionFit } from "../../../cluster/system/version-fit.ts";
import { systemNamespace } from "../../../image/system-namespace.ts";
import { packageVersion } from "../../../package-version.ts";
import type { Check } from "../check.ts";
import type { CheckGround } from "../check-ground.ts";

const states = { yes: "pass", nearly: "warn", no: "fail" } as const;

/** Whether the system chart is installed, and fits this program. */
export function systemCheck({ kube, system, settings }: CheckGround): Check[] {
  const id = "system";
  const where = `namespace "${systemNamespace(settings)}"`;
  if (system.state === "absent") {
    const message = `No system chart in ${where}: no module proxy, no policies of the platform`;
    return [{ id, state: "skip", message, remedy: kube.onCluster("tntc cluster install") }];
  }
  if (system.state === "hidden") {
    const remedy = `Ask for the permission to get the ConfigMap "tentacular-system" in ${where}`;
    return [{ id, state: "skip", message: `System chart in ${where} not looked at: no permission`, remedy }];
  }
  const { fits, message, remedy } = versionFit(system.system, packageVersion());
  return [{ id, state: states[fits], message, ...(remedy ? { remedy } : {}) }];
}
