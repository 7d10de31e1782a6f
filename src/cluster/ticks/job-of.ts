import type { Pod } from "../objects/pod.ts";

/** The Job that made a pod of a tick; "" where nothing says. */
export function jobOf({ metadata }: Pod): string {
  return metadata.labels["batch.kubernetes.io/job-name"] ?? "";
}
