import { z } from "zod";

/** How grave a line is, the slightest first. */
export const levels = ["debug", "info", "warn", "error"] as const;
/** One of {@link levels}. */
export type Level = (typeof levels)[number];

/** What a log frame's head says; its body is the text. */
export const logHead = z.object({
  level: z.enum(levels),
  runId: z.string().optional(),
  node: z.string().optional(),
  /** `file:line:column`, when the line is about an error. */
  at: z.string().optional(),
});

/** A log frame's head, read. */
export type LogHead = z.infer<typeof logHead>;
