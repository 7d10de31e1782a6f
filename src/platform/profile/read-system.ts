import type { Kube } from "../../cluster/api/kube.ts";
import { askProxy } from "../../cluster/modules/ask-proxy.ts";
import { serviceOf } from "../../cluster/modules/service-of.ts";
import { lookForSystem } from "../../cluster/system/look-for-system.ts";
import { versionFit } from "../../cluster/system/version-fit.ts";
import { packageVersion } from "../../package-version.ts";
import type { ClusterProfile } from "./cluster-profile.ts";
import type { Reader } from "./reader.ts";

/** What a profile says of the system chart and its module proxy. */
export type SystemFacts = Pick<ClusterProfile, "system" | "systemState" | "systemFit" | "moduleProxy">;

/** What the system chart says of itself, and whether its module proxy answers. */
export async function readSystem(kube: Kube, namespace: string, { unseen }: Reader): Promise<SystemFacts> {
  const found = await lookForSystem(kube, namespace);
  const { state: systemState } = found;
  if (found.state === "hidden") {
    unseen("system chart", `no permission to get the ConfigMap "tentacular-system" in namespace "${namespace}"`);
  }
  if (found.state !== "installed") return { systemState };
  const { fits, message } = versionFit(found.system, packageVersion());
  const moduleProxy = await proxyOf(kube, found.system.moduleProxy, { unseen });
  return {
    systemState,
    system: found.system,
    systemFit: { fits, message },
    ...(moduleProxy ? { moduleProxy } : {}),
  };
}

async function proxyOf(
  kube: Kube,
  url: string | undefined,
  { unseen }: Pick<Reader, "unseen">,
): Promise<ClusterProfile["moduleProxy"]> {
  const service = url !== undefined && URL.canParse(url) ? serviceOf(url) : undefined;
  if (service === undefined) return undefined;
  const answer = await askProxy(kube, service, "/status.json");
  if (answer.status === 200) return { answers: true };
  if (answer.refused !== undefined && answer.status === 403) {
    unseen("module proxy", `no permission to get services/proxy in namespace "${service.namespace}"`);
    return undefined;
  }
  return { answers: false, why: answer.refused ?? `/status.json answers ${answer.status}` };
}
