import { nearest } from "../workflow/nearest.ts";
import type { SecretValue } from "./secret-value.ts";

/** What the workflow names, and what there is. */
export type SecretsThere = { needed: string[]; services: Record<string, SecretValue> };

/**
 * What stands where a missing secret should: a text in the place of a map, or nearly its name. Names, never values.
 *
 * @example
 * foundInstead("shop.token", { needed: ["shop.token"], services: { shop: { tokn: "…" } } });
 * // '"shop.tokn" is there: did you mean "shop.token"?'
 */
export function foundInstead(missing: string, { needed, services }: SecretsThere): string | undefined {
  const [service = "", key] = missing.split(/\.(.*)/s);
  const value = Object.hasOwn(services, service) ? services[service] : undefined;
  if (typeof value === "string") return `"${service}" is a text there, but must be a map: ${service}: { ${key}: … }`;
  const close = value ? keyLike(service, key, value) : serviceLike(service, key, services);
  if (close === undefined || needed.includes(close)) return undefined;
  return `"${close}" is there: did you mean "${missing}"?`;
}

function keyLike(service: string, key = "", value: Exclude<SecretValue, string>): string | undefined {
  const close = nearest(key, Object.keys(value));
  return close && `${service}.${close}`;
}

function serviceLike(service: string, key: string | undefined, services: SecretsThere["services"]): string | undefined {
  const close = nearest(service, Object.keys(services));
  if (close === undefined || key === undefined) return close;
  const value = services[close];
  return typeof value === "object" && Object.hasOwn(value, key) ? `${close}.${key}` : undefined;
}
