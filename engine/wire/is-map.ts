import type { Json } from "./json.ts";

/** Whether a value is an object with keys: no list, and not null. */
export function isMap(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
