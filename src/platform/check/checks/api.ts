import { z } from "zod";
import type { Kube } from "../../../cluster/api/kube.ts";
import { TentacularError } from "../../../errors.ts";
import type { Check } from "../check.ts";

const version = z.object({ gitVersion: z.string(), major: z.string(), minor: z.string() });
const oldestMinor = 30;

/** Whether the API server answers us, and is new enough. */
export async function apiChecks(kube: Kube): Promise<Check[]> {
  try {
    const found = await kube.get("/version", version);
    const reached: Check = { id: "api", state: "pass", message: "Kubernetes API reachable" };
    return found ? [reached, versionCheck(found)] : [reached];
  } catch (error) {
    if (!(error instanceof TentacularError) || error.exit !== "unreachable") throw error;
    return [{ id: "api", state: "fail", message: error.message, remedy: error.remedy }];
  }
}

function versionCheck({ gitVersion, major, minor }: z.infer<typeof version>): Check {
  const name = `Kubernetes ${gitVersion.replace(/^v/, "")}`;
  // Some distributions write "30+".
  const old = Number(major) < 1 || (Number(major) === 1 && Number.parseInt(minor, 10) < oldestMinor);
  if (!old) return { id: "version", state: "pass", message: name };
  return {
    id: "version",
    state: "fail",
    message: `${name} is too old`,
    remedy: `Upgrade the cluster to Kubernetes 1.${oldestMinor} or newer`,
  };
}
