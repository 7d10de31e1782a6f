import { z } from "zod";

/** Where a node of a run failed, as the engine tells it of every run that it remembers. */
export const runFailure = z.object({
  node: z.string(),
  /** A stable name, e.g. "node-failed" or "permission-denied". */
  code: z.string(),
  /** Relative to the workflow's folder. */
  file: z.string().optional(),
  line: z.number().optional(),
  column: z.number().optional(),
  remedy: z.string().optional(),
});

/** Where a node of a run failed. */
export type RunFailure = z.infer<typeof runFailure>;
