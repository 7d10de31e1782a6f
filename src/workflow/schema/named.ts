import { z } from "zod";
import { formats } from "./formats.ts";

/** Things by name. The names themselves are looked at by a rule, so that a bad one does not hide what it names. */
export function named<T extends z.ZodType>(thing: T) {
  return z.record(z.string(), thing).meta({ propertyNames: { pattern: formats.name.pattern.source } });
}
