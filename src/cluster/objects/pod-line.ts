import type { Pod } from "./pod.ts";

/** What a pod is doing, in a word or two: "Running, not ready", "ContainerCreating", "Terminating". */
export function podLine({ metadata, status }: Pod): string {
  if (metadata.deletionTimestamp !== undefined) return "Terminating";
  const waiting = [...status.initContainerStatuses, ...status.containerStatuses].find(({ state }) => state.waiting);
  if (waiting?.state.waiting) return waiting.state.waiting.reason;
  const ready = status.conditions.some(({ type, status: is }) => type === "Ready" && is === "True");
  if (status.phase === "Running") return ready ? "Running" : "Running, not ready";
  const condition = status.conditions.find(({ type, status: is }) => type === "PodScheduled" && is === "False");
  return condition?.reason || status.reason || status.phase;
}
