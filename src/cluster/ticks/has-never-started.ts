import type { ContainerStatus, Pod } from "../objects/pod.ts";

/** Whether no container of a pod has ever run, so that nothing is lost with it. */
export function hasNeverStarted({ metadata, status }: Pod): boolean {
  const containers = [...status.initContainerStatuses, ...status.containerStatuses];
  return metadata.deletionTimestamp === undefined && status.phase === "Pending" && !containers.some(hasRun);
}

function hasRun({ state, lastState }: ContainerStatus): boolean {
  return (state.running ?? state.terminated ?? lastState.terminated) !== undefined;
}
