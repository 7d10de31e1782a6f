import type { WorkflowStatus } from "../cluster/look/workflow-status.ts";
import { age } from "./age.ts";

/** Helm's newest revision, where it is not what is deployed or has not come to its end. */
export function newestText({ newest, revision }: WorkflowStatus, now: Date): string {
  if (newest === undefined) return "";
  const what = `revision ${newest.revision} (${newest.version})`;
  const runs = `what is deployed is ${revision > 0 ? `revision ${revision}` : "none that Helm keeps"}`;
  const since = `${age(newest.at, now)} ago`;
  if (newest.status.startsWith("pending-")) return `${what} was begun ${since} and has not come to its end`;
  if (newest.status !== "failed") return `${what}; ${runs}`;
  return `${what} failed ${since}; ${newest.revision === revision ? "its code is deployed, the rest may not be" : runs}`;
}
