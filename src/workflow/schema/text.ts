import { z } from "zod";
import type { Format } from "./formats.ts";

/** Text of one format. */
export function text(format: Format) {
  return z.string().regex(format.pattern);
}
