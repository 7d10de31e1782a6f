import { count } from "../output/count.ts";
import type { TestReport } from "./test-report.ts";

/** How many tests passed, in words; nodes that nobody wrote a fixture for are none of them. */
export function testCount({ testResults }: TestReport): string {
  const tests = testResults.filter(({ skipped }) => !skipped);
  const passed = tests.filter((test) => test.passed).length;
  const bare = testResults.length - tests.length;
  return `${passed}/${tests.length} tests passed${bare === 0 ? "" : `, ${count(bare, "node")} without fixtures`}`;
}
