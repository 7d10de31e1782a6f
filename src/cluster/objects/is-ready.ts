import type { Pod } from "./pod.ts";

/** Whether a pod takes what is sent to its Service. */
export function isReady({ status }: Pod): boolean {
  return status.conditions.some(({ type, status: is }) => type === "Ready" && is === "True");
}
