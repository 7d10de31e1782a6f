import { z } from "zod";

/** Where and how a node failed. */
export const nodeFailure = z.object({
  node: z.string(),
  /** A stable name: `node-failed`, `node-timeout`, `permission-denied`, `runner_replaced`, … */
  code: z.string(),
  message: z.string(),
  /** Relative to the workflow's folder. */
  file: z.string().optional(),
  line: z.number().optional(),
  column: z.number().optional(),
  /** The user's own frames, paths relative to the workflow's folder. */
  stack: z.string().optional(),
  remedy: z.string().optional(),
});

/** What is told of a run beside its result, which is not read on its way. */
export const runDetails = z.object({
  /** As the result says it: log, status and answer are to name one number. */
  durationMs: z.number(),
  /** Nodes that were tried, at least once. */
  executed: z.number(),
  /** Attempts of each node that needed more than one. */
  attempts: z.record(z.string(), z.number()),
  failures: z.array(nodeFailure),
});

/** One node's failure, as the supervisor counts, logs and shows it. */
export type NodeFailure = z.infer<typeof nodeFailure>;
/** The details of a run that had more to tell than its result. */
export type RunDetails = z.infer<typeof runDetails>;
