import type { RunDetails } from "./run-details.ts";

/**
 * Details as they travel: two numbers where there is nothing else to tell, which is of nearly every run; JSON otherwise.
 * @param stringify as it was before node code could replace it
 */
export function runDetailsText(details: RunDetails, stringify: (value: RunDetails) => string): string {
  const { durationMs, executed, failures, attempts } = details;
  // A clock that was put back makes a duration with a sign.
  if (failures.length > 0 || durationMs < 0) return stringify(details);
  for (const _ in attempts) return stringify(details);
  return `${durationMs} ${executed}`;
}
