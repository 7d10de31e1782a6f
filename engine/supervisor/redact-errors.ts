import { z } from "zod";
import type { Redactor } from "./redactor.ts";

const result = z.looseObject({ errors: z.record(z.string(), z.string()) });

/**
 * A result as JSON, with no secret in its error messages: those end in logs and on terminals. Outputs stay what the
 * nodes returned.
 */
export function redactErrors(text: string, redactor: Redactor): string {
  // Most errors hold no secret, and a result may be long to parse.
  if (redactor.text(text) === text) return text;
  const { errors, ...rest } = result.parse(JSON.parse(text));
  const told = Object.entries(errors).map(([node, message]) => [node, redactor.text(message)]);
  return JSON.stringify({ ...rest, errors: Object.fromEntries(told) });
}
