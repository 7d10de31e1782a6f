import type { Progress } from "../../output/progress.ts";

/** One run to be started. */
export type RunRequest = {
  workflow: string;
  /** JSON text. */
  input: string;
  /** Ours, so that a run is never started twice and can be found again. */
  runId: string;
  timeoutMs: number;
  progress: Progress;
  signal?: AbortSignal | undefined;
};
