import { z } from "zod";
import { nodeUse } from "./node-use.ts";

/** Why a node failed, and where in the author's TypeScript. */
const failure = z.object({
  message: z.string(),
  node: z.string().optional(),
  file: z.string().optional(),
  line: z.number().optional(),
  column: z.number().optional(),
});

/** What the engine says when a case has ended. */
export const caseOutcome = z.object({
  success: z.boolean(),
  /** Of a single node. */
  output: z.json().optional(),
  /** Of the whole workflow: by node, for those that returned. */
  outputs: z.record(z.string(), z.json()).optional(),
  error: failure.optional(),
  durationMs: z.number(),
  uses: z.array(nodeUse),
  /** What the nodes wrote. */
  logs: z.array(z.string()).default([]),
});

export type CaseOutcome = z.infer<typeof caseOutcome>;
