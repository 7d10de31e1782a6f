import type { Attempt } from "./attempt.ts";
import { failureOf } from "./failure-of.ts";

/**
 * An error that no one awaited: from a timer, or a promise left alone. The attempt fails with it while it runs;
 * after that its run does, if it is not finished; after that only the log can tell.
 */
export function reportLateError(attempt: Attempt, error: unknown): void {
  if (!attempt.settled) {
    attempt.end(error instanceof Error ? error : new Error(String(error)));
    return;
  }
  const failure = failureOf(attempt.dir, attempt, error);
  const message = `Node "${attempt.node.name}" threw after it returned: ${failure.message}`;
  const at = failure.line === undefined ? undefined : `${failure.file}:${failure.line}:${failure.column}`;
  attempt.say("error", message, at);
  if (!attempt.run.finished) attempt.run.fail({ ...failure, code: "late-error", message });
}
