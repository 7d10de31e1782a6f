import type { Json } from "../wire/json.ts";
import type { Secrets } from "../wire/load-request.ts";

/** The value that `service.key` names; undefined when it is not provisioned. */
export function secretValue(secrets: Secrets, reference: string): Json | undefined {
  const dot = reference.indexOf(".");
  return secrets[reference.slice(0, dot)]?.[reference.slice(dot + 1)];
}
