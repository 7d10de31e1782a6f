import type { Check } from "./check.ts";

/** Whether a cluster is ready for workflows, and what was found on the way. */
export type ClusterCheck = {
  /** No check failed. */
  ready: boolean;
  context: string;
  namespace: string;
  /** The workflow of the folder, whose wishes were looked at; absent when there is none. */
  workflow?: string;
  /** What `--fix` did, or would not do. */
  fixed: string[];
  checks: Check[];
};
