import type { LogRecord } from "../cluster/logs/log-record.ts";
import { logLine } from "./log-line.ts";

/** How log lines are written: for eyes or for programs, and with the pod's name when there are several. */
export type LogWriterOptions = { readable: boolean; namesPods: boolean };

/** One record as a line. For programs every line is one JSON object, whatever the pod wrote. */
export function logWriter({ readable, namesPods }: LogWriterOptions): (record: LogRecord) => string {
  if (readable) return (record) => (namesPods ? `[${record.pod}] ${logLine(record)}` : logLine(record));
  return ({ pod, text, fields }) => {
    if (fields === undefined) return JSON.stringify({ ...(namesPods ? { pod } : {}), message: text });
    return namesPods ? JSON.stringify({ pod, ...fields }) : text;
  };
}
