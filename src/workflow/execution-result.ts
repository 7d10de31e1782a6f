import { z } from "zod";
import { runFailure } from "./run-failure.ts";

const timing = z.object({ startedAt: z.number(), completedAt: z.number(), durationMs: z.number() });

/** What the engine answers to `POST /run`. Times are epoch milliseconds. */
export const executionResult = z.object({
  runId: z.string(),
  success: z.boolean(),
  /** Output of each node that finished. */
  outputs: z.record(z.string(), z.json()),
  /** Message of each node that failed. */
  errors: z.record(z.string(), z.string()),
  timing: timing.extend({ nodeTimings: z.record(z.string(), timing) }),
  /** Places of the errors: asked for after a failed run, so missing when the engine cannot be asked. */
  failures: z.array(runFailure).optional(),
});

/** How one run ended. */
export type ExecutionResult = z.infer<typeof executionResult>;
