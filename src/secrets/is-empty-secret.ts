import type { JsonValue } from "./secret-value.ts";

/** Whether a value is there in name only: `token:` with nothing behind it, or `""`. */
export function isEmptySecret(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || (typeof value === "string" && value.trim() === "");
}
