import type { Draft } from "../draft.ts";
import { durationMs } from "../duration-ms.ts";
import type { Problem } from "../problem.ts";

const day = 24 * 3_600_000;

/** A timeout has to leave time to run, and has to end. */
export function configRules({ config }: Draft): Problem[] {
  const ms = config?.timeout === undefined ? undefined : durationMs(config.timeout);
  if (ms === undefined || (ms > 0 && ms <= day)) return [];
  const message = `Timeout "${config?.timeout}" is ${ms === 0 ? "no time at all" : "longer than a day"}`;
  return [{ code: "DURATION-BAD", path: ["config", "timeout"], message, remedy: 'Write a time from "1ms" to "24h"' }];
}
