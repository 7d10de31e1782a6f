import type { Settings } from "../../image/settings.ts";

/** The module proxy that the settings name, by address or by the namespace that somebody has installed it in. */
export function ownProxy({ modules, moduleProxy }: Pick<Settings, "modules" | "moduleProxy">): string | undefined {
  const namespace = moduleProxy?.namespace;
  return modules?.proxy?.replace(/\/+$/, "") ?? (namespace === undefined ? undefined : proxyIn(namespace));
}

/** Where the system chart puts its module proxy. */
export function proxyIn(namespace: string): string {
  return `http://esm-sh.${namespace}.svc.cluster.local:8080`;
}
