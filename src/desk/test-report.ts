import type { Difference, JsonValue } from "./differences.ts";
import type { Drift } from "./drift.ts";

/** How one test ended. */
export type TestResult = {
  /** As shown, e.g. `greet: greet.no-name.json`. */
  name: string;
  passed: boolean;
  /** There was nothing to run: a node without fixtures. */
  skipped?: true;
  /** The fixture, relative to the workflow's folder. */
  file?: string;
  durationMs: number;
  /** Why it failed, in one line; a failed test always has it. */
  error?: string;
  /** Where the node's code failed. */
  place?: { file: string; line?: number; column?: number };
  /** What a node should have returned, when that is why it failed. */
  mismatches?: { node: string; expected: JsonValue; got: JsonValue; differences: Difference[] }[];
  /** What the node wrote, for a failed test. */
  logs?: string[];
};

/** What `tntc test` found. */
export type TestReport = {
  workflow: string;
  testResults: TestResult[];
  /** Absent when the workflow has no contract. */
  drift?: Drift;
  /** Fixture files that belong to no node. */
  strays: string[];
};
