import type { CaseOutcome } from "./case-outcome.ts";
import { differences, type JsonValue } from "./differences.ts";
import type { TestCase } from "./test-case.ts";
import type { TestResult } from "./test-report.ts";

/** Holds what a case gave against what was expected of it. */
export function judge(test: TestCase, outcome: CaseOutcome): TestResult {
  const mismatches = outcome.success ? mismatchesOf(test, outcome) : [];
  const passed = outcome.success && mismatches.length === 0;
  const durationMs = Math.round(outcome.durationMs);
  const result = { name: test.name, passed, ...(test.file !== undefined && { file: test.file }), durationMs };
  if (passed) return result;
  const failed = outcome.error ?? { message: `Not as expected: ${mismatches.map((it) => `"${it.node}"`).join(", ")}` };
  return {
    ...result,
    error: advised(test, failed),
    ...(failed.file === undefined ? {} : { place: place(failed) }),
    ...(mismatches.length === 0 ? {} : { mismatches }),
    ...(outcome.logs.length === 0 ? {} : { logs: outcome.logs }),
  };
}

function mismatchesOf(test: TestCase, outcome: CaseOutcome): NonNullable<TestResult["mismatches"]> {
  return Object.entries(test.expected).flatMap(([node, expected]) => {
    const got: JsonValue = (test.node === undefined ? outcome.outputs?.[node] : outcome.output) ?? null;
    const found = differences(expected, got, test.match);
    return found.length === 0 ? [] : [{ node, expected, got, differences: found }];
  });
}

type Failure = NonNullable<CaseOutcome["error"]>;

function advised(test: TestCase, { message, node }: Failure): string {
  const known = test.node !== undefined || node === undefined || message.includes(`"${node}"`);
  const where = known ? "" : `Node "${node}": `;
  return `${where}${message}${advice(message)}`;
}

/** What the engine advises is to declare the host; a test wants a mock, or our flag. */
function advice(message: string): string {
  const host = /(?:Requires net access to|not permitted to reach) "([^"]+)"/.exec(message)?.[1];
  return host === undefined
    ? ""
    : `. Tests have no network: mock it in the fixture, or allow it by --allow-net=${host}`;
}

function place({ file = "", line, column }: Failure): NonNullable<TestResult["place"]> {
  return { file, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) };
}
