import { isMap } from "../wire/is-map.ts";
import type { Json } from "../wire/json.ts";
import type { Redactor } from "./redactor.ts";

/**
 * A result as JSON, with no secret in its error messages: those end in logs and on terminals. Outputs stay what the
 * nodes returned.
 */
export function redactErrors(text: string, redactor: Redactor): string {
  // Most errors hold no secret, and a result may be long to parse.
  if (redactor.text(text) === text) return text;
  const result: Json = JSON.parse(text);
  if (!isMap(result) || !isMap(result["errors"])) return redactor.text(text);
  const told = Object.entries(result["errors"]).map(([node, message]) => [node, redactor.value(message)]);
  return JSON.stringify({ ...result, errors: Object.fromEntries(told) });
}
