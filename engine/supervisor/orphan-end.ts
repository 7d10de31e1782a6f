import type { ExecutionResult } from "../mod.ts";
import type { NodeFailure } from "../wire/run-details.ts";
import type { RunEnd, RunRecord } from "./run-record.ts";

/** The result of a run whose runner is gone: no outputs, and why. */
export function orphanEnd(run: RunRecord, failure: NodeFailure): RunEnd {
  const completedAt = Date.now();
  const startedAt = run.startedAt ?? run.createdAt;
  const durationMs = completedAt - startedAt;
  const result: ExecutionResult = {
    runId: run.id,
    success: false,
    outputs: {},
    errors: { [failure.node]: failure.message },
    timing: { startedAt, completedAt, durationMs, nodeTimings: {} },
  };
  return {
    success: false,
    result: JSON.stringify(result),
    details: { durationMs, executed: 0, attempts: {}, failures: [failure] },
  };
}
