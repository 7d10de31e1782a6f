import type { Changes } from "./changes.ts";

/** What became of the system chart, or what would. */
export type InstalledSystem = {
  release: string;
  namespace: string;
  context: string;
  /** Of the chart. */
  version: string;
  /** The version that was there before; absent when there was none, or it could not be read. */
  before?: string;
  /** What was done; `planned` after a dry run. */
  outcome: "installed" | "upgraded" | "unchanged" | "planned";
  /** Helm's revision, when one was made. */
  revision?: number;
  changes: Changes;
  /** Deployments that were waited for. */
  ready?: string[];
};
