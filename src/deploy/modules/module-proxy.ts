import type { System } from "../../cluster/system/system.ts";
import { TentacularError } from "../../errors.ts";
import type { Settings } from "../../image/settings.ts";
import { systemNamespace } from "../../image/system-namespace.ts";
import { ownProxy } from "./own-proxy.ts";

/** A module proxy, and its version as far as somebody says it. */
export type ModuleProxy = { url: string; version?: string };

/**
 * The module proxy to use: the settings' own, else the cluster's.
 *
 * @throws {TentacularError} `MODULE-PROXY-MISSING` (preflight) with the ways out
 */
export function moduleProxy(system: System | undefined, settings: Settings): ModuleProxy {
  const own = ownProxy(settings);
  if (own !== undefined) return { url: own };
  if (system?.moduleProxy !== undefined) {
    const { moduleProxy: url, moduleProxyVersion: version } = system;
    return { url: url.replace(/\/+$/, ""), ...(version ? { version } : {}) };
  }
  const where = `namespace "${systemNamespace(settings)}"`;
  throw new TentacularError(`The code imports packages, and no module proxy is to be seen in ${where}`, {
    code: "MODULE-PROXY-MISSING",
    exit: "preflight",
    remedy:
      'Install one, "tntc cluster install"; or load from registry mirrors, "--modules mirror"; or name a proxy that this machine reaches as modules.proxy in the settings, and bring its modules along, "--modules bundled"',
  });
}
