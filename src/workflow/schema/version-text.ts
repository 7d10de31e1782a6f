import { z } from "zod";

/** A version, which people write without quotes; the parser hands over its source text, so 1.10 stays 1.10. */
export function versionText() {
  return z
    .string()
    .min(1)
    .meta({ type: ["string", "number"] });
}
