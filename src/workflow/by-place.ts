import type { Finding } from "./finding.ts";

/** The order in which findings are shown: workflow.yaml first, then file by file, from top to bottom. */
export function byPlace(a: Finding, b: Finding): number {
  return (
    Number(a.file !== "workflow.yaml") - Number(b.file !== "workflow.yaml") ||
    order(a.file, b.file) ||
    a.line - b.line ||
    a.column - b.column ||
    order(a.code, b.code) ||
    order(a.message, b.message)
  );
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
