import type { Frame } from "../wire/frame.ts";
import { readLogHead } from "../wire/log-head.ts";
import type { Log } from "./log.ts";
import type { Redactor } from "./redactor.ts";

/** Writes a line that node code has said, without secrets. */
export function writeLogFrame(frame: Frame, { log, redactor }: { log: Log; redactor: Redactor }): void {
  const head = readLogHead(frame.head);
  if (head === undefined) return;
  const { level, runId, node, at } = head;
  const msg = redactor.text(frame.body);
  log.write(level, { msg, ...(runId && { run: runId }), ...(node && { node }), ...(at && { at }) });
}
