import type { JsonValue } from "./differences.ts";
import type { Fixture } from "./fixture.ts";

/** One test: a node, or the whole workflow, with what it is given. */
export type TestCase = {
  /** As shown, e.g. `greet: greet.no-name.json`. */
  name: string;
  /** Absent for the whole workflow. */
  node?: string;
  /** Relative to the workflow's folder; absent when there is no file. */
  file?: string;
  given: Pick<Fixture, "input" | "secrets" | "mocks" | "now"> & { config?: Record<string, unknown> | undefined };
  /** What each node should return; a node that is not named may return anything. */
  expected: Record<string, JsonValue>;
  match: "exact" | "partial";
};
