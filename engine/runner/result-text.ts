import type { ExecutionResult } from "../mod.ts";
import { native } from "./native.ts";
import type { Run } from "./run.ts";

/**
 * The run's {@link ExecutionResult} as JSON. An output that is no JSON (a cycle, a BigInt), or all of them together
 * longer than `maxBytes`, makes the run fail and says which node it was.
 */
export function resultText(run: Run, maxBytes: number): string {
  const text = attemptText(run);
  if (text !== undefined && text.length <= maxBytes) return text;
  if (text === undefined) refuseOutputs(run, whyNotJson);
  else refuseOutputs(run, (output) => tooLong(output, maxBytes));
  return attemptText(run) ?? "";
}

function attemptText(run: Run): string | undefined {
  run.completedAt = native.now();
  const result: ExecutionResult = {
    runId: run.id,
    success: !run.failed,
    outputs: run.outputs,
    errors: run.errors,
    timing: {
      startedAt: run.startedAt,
      completedAt: run.completedAt,
      durationMs: run.completedAt - run.startedAt,
      nodeTimings: run.nodeTimings,
    },
  };
  try {
    return native.stringify(result);
  } catch {
    return undefined;
  }
}

const remedy = "Return less and as JSON has it, or store it elsewhere and return where";

function refuseOutputs(run: Run, complaint: (output: unknown) => string | undefined): void {
  for (const [node, output] of Object.entries(run.outputs)) {
    const message = complaint(output);
    if (message === undefined) continue;
    delete run.outputs[node];
    run.fail({ node, code: "output-refused", message: `Output of node "${node}" ${message}`, remedy });
  }
}

function whyNotJson(output: unknown): string | undefined {
  try {
    native.stringify(output);
    return undefined;
  } catch (error) {
    return `is not JSON: ${error instanceof Error ? error.message.split("\n")[0] : error}`;
  }
}

/** The result as a whole is too long; of its outputs at least one is more than its fair share. */
function tooLong(output: unknown, maxBytes: number): string | undefined {
  const { length } = native.stringify(output) ?? "";
  return length > maxBytes / 64 ? `of ${length} bytes makes the result longer than ${maxBytes} bytes` : undefined;
}
