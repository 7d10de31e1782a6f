import type { LeaseState } from "./lease-state.ts";

/** What a lease that we looked at means for us. */
export type LeaseDecision = "take" | "wait" | "held";

/**
 * Decides on a lease of somebody else. Expired: take it over. Renewed since we first saw it: its holder lives, we lose.
 * Otherwise wait: a holder renews well before its time is up, a dead one never.
 *
 * @param first the lease when we first saw it
 * @param latest the lease now, or undefined when it is gone
 */
export function leaseDecision(first: LeaseState, latest: LeaseState | undefined, now: Date): LeaseDecision {
  if (latest === undefined || latest.holder !== first.holder) return "held";
  if (latest.renewedAt !== first.renewedAt) return "held";
  const expiresAt = Date.parse(latest.renewedAt) + latest.durationSeconds * 1000;
  return expiresAt <= now.getTime() ? "take" : "wait";
}
