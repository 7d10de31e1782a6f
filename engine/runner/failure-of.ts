import { importComplaint } from "../modules/import-complaint.ts";
import type { NodeFailure } from "../wire/run-details.ts";
import type { Attempt } from "./attempt.ts";
import { isNoConnection, noConnectionRemedy } from "./no-connection.ts";
import { OutputRefused } from "./output-refused.ts";
import { placeIn } from "./place-in.ts";
import { refusalOf } from "./refusal-of.ts";

/** What is told about an attempt that failed: its message, its place, and for a refused access what to declare. */
export function failureOf(dir: string, attempt: Attempt, error: unknown): NodeFailure {
  const node = attempt.node.name;
  if (error instanceof OutputRefused) {
    const { message, remedy } = error;
    return { node, ...placeIn(dir, error.cause), message, remedy, code: "output-refused" };
  }
  const { message, ...place } = placeIn(dir, error);
  const refused = refusalOf(node, message, { ...place, declared: Object.keys(attempt.dependencies ?? {}) });
  if (refused) return { node, ...place, ...refused, code: "permission-denied" };
  const complaint = importComplaint(message);
  if (complaint) return { node, ...place, ...complaint, code: "import-refused" };
  if (isNoConnection(message)) return { node, message, ...place, remedy: noConnectionRemedy, code: "connect-timeout" };
  const name = error instanceof Error ? error.name : "";
  return { node, message, ...place, code: name === "TimeoutError" && attempt.ended ? "node-timeout" : "node-failed" };
}
