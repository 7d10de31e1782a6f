import { z } from "zod";

/** What one service has: a map of keys, or one plain text. */
export type SecretValue = string | Record<string, JsonValue>;

/** Any value of JSON. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

const json: z.ZodType<JsonValue> = z.json();

/** A map of keys, or a plain text. */
export const secretValueSchema = z.union([z.string(), z.record(z.string(), json)]);

/** A file's content: a JSON object as it is, anything else as trimmed text. */
export function secretValue(text: string): SecretValue {
  try {
    return z.record(z.string(), json).parse(JSON.parse(text));
  } catch {
    return text.trim();
  }
}
