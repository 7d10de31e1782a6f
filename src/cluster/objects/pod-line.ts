import { isReady } from "./is-ready.ts";
import type { Pod } from "./pod.ts";

/** What a pod is doing, in a word or two: "Running, not ready", "ContainerCreating", "Terminating". */
export function podLine(pod: Pod): string {
  const { metadata, status } = pod;
  if (metadata.deletionTimestamp !== undefined) return "Terminating";
  const waiting = [...status.initContainerStatuses, ...status.containerStatuses].find(({ state }) => state.waiting);
  if (waiting?.state.waiting) return waiting.state.waiting.reason;
  if (status.phase === "Running") return isReady(pod) ? "Running" : "Running, not ready";
  const condition = status.conditions.find(({ type, status: is }) => type === "PodScheduled" && is === "False");
  return condition?.reason || status.reason || status.phase;
}
