import { KubeRefusal } from "./kube-refusal.ts";

/** Whether the API server said that this user may not: often an answer to go on with, and no failure. */
export function isDenied(error: unknown): error is KubeRefusal {
  return error instanceof KubeRefusal && error.status === 403;
}
