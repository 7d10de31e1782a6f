import type { NodeFailure } from "./run-details.ts";

/** What went wrong and, in the next line, what mends it: for those who see one text and nothing else. */
export function wholeMessage({ message, remedy }: Pick<NodeFailure, "message" | "remedy">): string {
  return remedy === undefined ? message : `${message}\n${remedy}`;
}
