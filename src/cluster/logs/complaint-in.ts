import { z } from "zod";
import type { Place } from "../../errors.ts";
import { logRecord } from "./log-record.ts";

/** What an engine says is wrong, where, and what mends it. */
export type Complaint = { message: string; remedy?: string | undefined; place?: Place };

const telling = new Set(["modules-awaited", "not-loadable"]);
const count = z.int().min(1).optional();
const place = z.object({ file: z.string(), line: count, column: count });

/** The last thing that the engine complained of in these lines of its log. */
export function complaintIn(lines: readonly string[]): Complaint | undefined {
  const fields = lines.map((line) => logRecord("", line).fields);
  const last = fields.findLast((each) => telling.has(each?.event ?? ""));
  if (last?.msg === undefined) return undefined;
  const { data } = place.safeParse(last);
  return { message: last.msg, remedy: last.remedy, ...(data ? { place: placeOf(data) } : {}) };
}

function placeOf({ file, line, column }: z.infer<typeof place>): Place {
  return { file, ...(line ? { line } : {}), ...(column ? { column } : {}) };
}
