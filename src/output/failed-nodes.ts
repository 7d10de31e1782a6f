import type { ExecutionResult } from "../workflow/execution-result.ts";
import type { RunFailure } from "../workflow/run-failure.ts";

/** What is said of each node besides its place. */
type FailedNodesOptions = {
  /** The first line of its error. @default true */
  messages?: boolean;
};

/**
 * The nodes that failed, each with the place and the first line of its error.
 *
 * @example
 * // "greet (nodes/greet.ts:2:9): no name; send: skipped"
 */
export function failedNodes(
  { errors, failures = [] }: Pick<ExecutionResult, "errors" | "failures">,
  { messages = true }: FailedNodesOptions = {},
): string {
  return Object.entries(errors)
    .map(([node, message]) => {
      const [first = ""] = message.split("\n");
      const place = placeOf(failures.find((failure) => failure.node === node));
      if (!messages) return place === undefined ? node : `${node} (${place.full})`;
      // The message of a refused connection holds its place already.
      return place === undefined || first.includes(place.line)
        ? `${node}: ${first}`
        : `${node} (${place.full}): ${first}`;
    })
    .join("; ");
}

function placeOf(failure: RunFailure | undefined): { line: string; full: string } | undefined {
  if (failure?.file === undefined) return undefined;
  const { file, line, column } = failure;
  const [toLine, full] = [
    [file, line],
    [file, line, column],
  ].map((parts) => parts.filter((part) => part !== undefined).join(":"));
  return { line: toLine ?? file, full: full ?? file };
}
