import type { ExecutionResult } from "../../workflow/execution-result.ts";

/** When the run was asked for by the cluster's clock, and whether an input was given with it. */
export type Asked = { at: Date; hasInput: boolean };

/** Clocks of nodes and of the API server may be a little apart. */
const clocksApartMs = 2000;

/** What to tell of a result that is one of an earlier run with the same id; undefined for one that was begun just now. */
export function reusedRun({ runId, timing }: ExecutionResult, { at, hasInput }: Asked): string | undefined {
  if (timing.startedAt > at.getTime() - clocksApartMs) return undefined;
  const began = new Date(timing.startedAt).toISOString().replace(/\.\d+Z$/, "Z");
  const unused = hasInput ? ", and the input was not used" : "";
  return `Run ${runId} began at ${began}, before this command: nothing was started${unused}`;
}
