import type { Kube } from "../../cluster/api/kube.ts";
import { readSystem } from "../../cluster/system/read-system.ts";
import type { System } from "../../cluster/system/system.ts";
import { TentacularError } from "../../errors.ts";
import type { Settings } from "../../image/settings.ts";
import { systemNamespace } from "../../image/system-namespace.ts";
import { ownProxy } from "./own-proxy.ts";

/** A module proxy, and its version as far as somebody says it. */
export type ModuleProxy = { url: string; version?: string };

/**
 * The module proxy to use: the settings' own, else the cluster's. One that the settings name by its namespace says its
 * version there, as the system's does.
 *
 * @throws {TentacularError} `MODULE-PROXY-MISSING` (preflight) with the ways out
 */
export async function moduleProxy(
  kube: Kube,
  system: System | undefined,
  { settings }: { settings: Settings },
): Promise<ModuleProxy> {
  const own = ownProxy(settings);
  const namespace = settings.moduleProxy?.namespace;
  const theirs = namespace === undefined ? undefined : await readSystem(kube, namespace);
  if (own !== undefined) return own === theirs?.moduleProxy ? versioned(own, theirs) : { url: own };
  if (system?.moduleProxy !== undefined) return versioned(system.moduleProxy.replace(/\/+$/, ""), system);
  const where = `namespace "${systemNamespace(settings)}"`;
  throw new TentacularError(`The code imports packages, and no module proxy is to be seen in ${where}`, {
    code: "MODULE-PROXY-MISSING",
    exit: "preflight",
    remedy: `Install one, "${kube.onCluster("tntc cluster install")}"; or load from registry mirrors, "--modules mirror"; or name a proxy that this machine reaches as modules.proxy in the settings, and bring its modules along, "--modules bundled"`,
  });
}

function versioned(url: string, { moduleProxyVersion: version }: System): ModuleProxy {
  return { url, ...(version ? { version } : {}) };
}
