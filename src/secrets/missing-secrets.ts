import { isEmptySecret } from "./is-empty-secret.ts";
import type { SecretValue } from "./secret-value.ts";

/**
 * Which declared secrets nobody has provided, by name. One that is empty is none: a node that sends it is refused, or
 * let in as nobody.
 *
 * @param declared `service.key`, as contract and code name them; a bare `service` means any key of it
 * @param provided what there is: local over cluster
 */
export function missingSecrets(declared: string[], provided: Record<string, SecretValue>): string[] {
  return declared.filter((name) => {
    const dot = name.indexOf(".");
    const [service, key] = dot < 0 ? [name, undefined] : [name.slice(0, dot), name.slice(dot + 1)];
    const value = Object.hasOwn(provided, service) ? provided[service] : undefined;
    if (value === undefined) return true;
    const keys = typeof value === "string" ? { value } : value;
    if (key === undefined) return Object.values(keys).every(isEmptySecret);
    return !Object.hasOwn(keys, key) || isEmptySecret(keys[key]);
  });
}
