import type { ExecutionResult } from "../mod.ts";

/** What the engine answers: a result, or a refusal. */
export type Answer = Partial<ExecutionResult> & { error?: { code: string } };

/** What a log may hold of an answer: nothing that a node has said. */
export type Outline = { success?: boolean; durationMs?: number; failed?: string[]; error?: string };

/** How a run ended, how long it took and which nodes failed; of a refusal, its code. */
export function outlineOf({ success, errors, timing, error }: Answer): Outline {
  if (success === undefined) return error ? { error: error.code } : {};
  return { success, ...(timing && { durationMs: timing.durationMs }), failed: Object.keys(errors ?? {}) };
}
