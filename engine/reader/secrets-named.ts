import type { Secrets } from "../wire/load-request.ts";

/**
 * Of all secrets those that are named, `service.key` or `service`, with commas between: the rest never reaches the
 * process that holds node code. All of them when nobody names any, as at the desk.
 *
 * @example
 * secretsNamed({ api: { token: "a", other: "b" }, db: { value: "c" } }, "api.token") // { api: { token: "a" } }
 */
export function secretsNamed(secrets: Secrets, names: string | undefined): Secrets {
  if (names === undefined) return secrets;
  const wanted = new Set(names.split(","));
  const seen = Object.entries(secrets).map(([service, keys]): [string, Secrets[string]] => [
    service,
    wanted.has(service)
      ? keys
      : Object.fromEntries(Object.entries(keys).filter(([key]) => wanted.has(`${service}.${key}`))),
  ]);
  return Object.fromEntries(seen.filter(([service, keys]) => wanted.has(service) || Object.keys(keys).length > 0));
}
