import { z } from "zod";

const texts = z.record(z.string(), z.string());

/**
 * `deno.lock`, version 5. We read and write redirects, remote and our own key; the rest is Deno's and stays as it is.
 * Deno itself ignores the key that it does not know.
 */
export const lockSchema = z.looseObject({
  version: z.literal("5"),
  /** What was asked for, e.g. npm:zod@^3, and the version that it became: Deno's own packages, in mode mirror. */
  specifiers: texts.optional(),
  /** Address with a range → address with an exact version. */
  redirects: texts.default({}),
  /** Address → sha256 of its bytes, in hex. */
  remote: z.record(z.string(), z.string().regex(/^[0-9a-f]{64}$/)).default({}),
  tentacular: z.strictObject({ moduleProxy: z.string().optional() }).optional(),
});

/** What a workflow's `deno.lock` holds. */
export type Lock = z.infer<typeof lockSchema>;
