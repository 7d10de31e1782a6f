import { randomBytes } from "node:crypto";
import { TentacularError } from "../../errors.ts";

const pattern = /^[A-Za-z0-9._-]{1,128}$/;

/** The id that was asked for, or a new one that sorts by time. @throws {TentacularError} `RUN-ID-INVALID` (usage) */
export function runId(wanted: string | undefined): string {
  if (wanted === undefined) return `run-${Date.now().toString(36)}-${randomBytes(4).toString("hex")}`;
  if (pattern.test(wanted)) return wanted;
  throw new TentacularError(`"${wanted}" cannot be the id of a run`, {
    code: "RUN-ID-INVALID",
    remedy: "Use at most 128 letters, digits, dots, dashes and underscores",
    exit: "usage",
  });
}
