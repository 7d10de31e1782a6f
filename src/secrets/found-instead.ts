import { nearest } from "../workflow/nearest.ts";
import { isEmptySecret } from "./is-empty-secret.ts";
import { secretForms } from "./secret-forms.ts";
import type { SecretValue } from "./secret-value.ts";

/** What the workflow names, and what there is. */
export type SecretsThere = {
  needed: string[];
  services: Record<string, SecretValue>;
  /** Where a service is written: `.secrets.yaml`, a file of its own, or the Secret. */
  placeOf: (service: string) => string;
};

/**
 * What stands where a missing secret should: nothing, a text in the place of a map, or nearly its name. Names, never
 * values.
 *
 * @example
 * foundInstead("shop.token", { needed: ["shop.token"], services: { shop: { tokn: "…" } }, placeOf: () => ".secrets.yaml" });
 * // '"shop.tokn" is in .secrets.yaml: did you mean "shop.token"?'
 */
export function foundInstead(missing: string, { needed, services, placeOf }: SecretsThere): string | undefined {
  const [service = "", key] = missing.split(/\.(.*)/s);
  const value = Object.hasOwn(services, service) ? services[service] : undefined;
  if (isEmpty(value, key)) return `"${missing}" is empty in ${placeOf(service)}`;
  const { yaml, json } = secretForms([missing]);
  if (typeof value === "string") {
    const form = placeOf(service) === ".secrets.yaml" ? `a map: ${yaml}` : `JSON: ${json.replace(/^.* with /, "")}`;
    return `"${service}" is a text in ${placeOf(service)}, but must be ${form}`;
  }
  if (Object.hasOwn(services, missing)) {
    const form = placeOf(missing) === ".secrets.yaml" ? `a map: ${yaml}` : json;
    return `"${missing}" is one name in ${placeOf(missing)}, but must be ${form}`;
  }
  const close = value ? keyLike(service, key, value) : serviceLike(service, key, services);
  if (close === undefined || needed.includes(close)) return undefined;
  return `"${close}" is in ${placeOf(close.split(".", 1)[0] ?? close)}: did you mean "${missing}"?`;
}

function isEmpty(value: SecretValue | undefined, key: string | undefined): boolean {
  if (value === undefined) return false;
  if (typeof value === "string") return isEmptySecret(value);
  if (key === undefined) return Object.values(value).every(isEmptySecret);
  return Object.hasOwn(value, key) && isEmptySecret(value[key]);
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
