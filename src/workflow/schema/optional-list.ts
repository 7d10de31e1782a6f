import { z } from "zod";

/** A list that may be left out, or left empty as in `edges:` with nothing behind it. */
export function optionalList<T extends z.ZodType>(item: T) {
  return z
    .array(item)
    .nullish()
    .transform((list) => list ?? []);
}
