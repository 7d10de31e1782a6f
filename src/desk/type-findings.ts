import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Finding } from "../workflow/finding.ts";

/** What `deno check` says of a folder's code, as findings. */
export function typeFindings(said: string, dir: string): Finding[] {
  const blocks = said.matchAll(/^(TS\d+) \[ERROR\]: (.*)\n(?:(?!TS\d+ ).*\n)*? {4}at (file:\/\/.*):(\d+):(\d+)$/gm);
  return [...blocks].map(([, code = "", message = "", url = "", line, column]) => ({
    code: "TYPE-ERROR",
    severity: "error",
    file: relative(dir, fileURLToPath(url)),
    path: "",
    line: Number(line),
    column: Number(column),
    message: `${message.replace(/\.$/, "")} (${code})`,
    remedy: "Mend the code here, or the type that it does not fit",
  }));
}
