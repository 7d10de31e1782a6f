import { z } from "zod";
import { runFailure } from "./run-failure.ts";

/** What the engine answers to `GET /runs/<id>`, as far as it is read here. */
export const runRecord = z.object({
  state: z.string(),
  success: z.boolean().optional(),
  /** Cut when it is long. */
  result: z.unknown().optional(),
  /** Cut when they are long; then none can be read. */
  failures: z.array(runFailure).optional().catch(undefined),
});

/** A run as the engine remembers it. */
export type RunRecord = z.infer<typeof runRecord>;
