import { z } from "zod";

export const levels = ["debug", "info", "warn", "error"] as const;
export type Level = (typeof levels)[number];

/** What a log frame's head says; its body is the text. */
export const logHead = z.object({
  level: z.enum(levels),
  runId: z.string().optional(),
  node: z.string().optional(),
  /** `file:line:column`, when the line is about an error. */
  at: z.string().optional(),
});

export type LogHead = z.infer<typeof logHead>;
