import { z } from "zod";

/** An object that knows all its keys, besides `x-` ones, which are the author's and are dropped. */
export function strict<T extends z.core.$ZodLooseShape>(shape: T) {
  return z.preprocess(withoutExtensions, z.strictObject(shape)).meta({ patternProperties: { "^x-": {} } });
}

function withoutExtensions(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !key.startsWith("x-")));
}
