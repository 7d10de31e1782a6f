import type { Settings } from "./settings.ts";

/**
 * Where the system chart is installed, as far as this user has settled it.
 *
 * @example
 * systemNamespace({}); // "tentacular-system"
 */
export function systemNamespace({ system_namespace }: Pick<Settings, "system_namespace">): string {
  return system_namespace ?? "tentacular-system";
}
