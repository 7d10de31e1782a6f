import { type Paint, paintFor } from "../output/paint.ts";
import type { Difference, JsonValue } from "./differences.ts";
import type { Drift } from "./drift.ts";
import { testCount } from "./test-count.ts";
import type { TestReport, TestResult } from "./test-report.ts";

/** The report for people. */
export function testView(report: TestReport, options: { strictDrift: boolean }): string {
  const paint = paintFor(process.stdout);
  return [
    "─── Test Results ───",
    ...report.testResults.flatMap((test) => resultLines(test, paint)),
    "",
    testCount(report),
    ...(report.drift === undefined ? [] : driftLines(report.drift, options.strictDrift)),
  ].join("\n");
}

function resultLines(test: TestResult, paint: Paint): string[] {
  if (test.skipped) return [`  – ${test.name}`];
  const head = `  ${test.passed ? paint.green("✓") : paint.red("✗")} ${test.name} (${test.durationMs}ms)`;
  if (test.passed) return [head];
  const several = (test.mismatches ?? []).length > 1 || test.name.startsWith("pipeline");
  const mismatches = (test.mismatches ?? []).flatMap((mismatch) => [
    ...(several ? [`    Node ${mismatch.node}`] : []),
    `    Expected: ${short(mismatch.expected, 300)}`,
    `    Got:      ${short(mismatch.got, 300)}`,
    ...differenceLines(mismatch.differences),
  ]);
  const why = mismatches.length > 0 ? mismatches : [`    ${test.error}`, ...placeLines(test)];
  return [head, ...why, ...(test.logs ?? []).map((line) => `    | ${line.replaceAll("\n", "\n    |   ")}`)];
}

const maxDifferences = 10;

/** Where in the value they differ; when it is the whole of it, the two lines above have said so. */
function differenceLines(found: Difference[]): string[] {
  const inside = found.filter(({ path }) => path !== "");
  const more = inside.length - maxDifferences;
  return [...inside.slice(0, maxDifferences).map(differenceLine), ...(more > 0 ? [`      … and ${more} more`] : [])];
}

function differenceLine({ path, expected, got }: Difference): string {
  if (got === undefined) return `      ${path}: ${short(expected, 80)} is missing`;
  if (expected === undefined) return `      ${path}: ${short(got, 80)} is not expected`;
  return `      ${path}: ${short(expected, 80)} → ${short(got, 80)}`;
}

function placeLines({ place }: TestResult): string[] {
  if (place === undefined) return [];
  return [`    at ${[place.file, place.line, place.column].filter((part) => part !== undefined).join(":")}`];
}

function driftLines(drift: Drift, strict: boolean): string[] {
  const { summary, violations } = drift;
  if (violations.length === 0) return ["", "No contract drift"];
  const listed = violations.flatMap((violation) => [
    `  [${violation.type}] ${violation.message}`,
    `    Suggestion: ${violation.suggestion}`,
  ]);
  return [
    "",
    "=== Contract Drift Report ===",
    strict ? "VIOLATIONS" : "VIOLATIONS (only told, because of --warn)",
    ...listed,
    "SUMMARY",
    `  Dependencies accessed:    ${names(summary.dependenciesAccessed)}`,
    `  Direct fetch() calls:     ${summary.directFetchCalls}`,
    `  Direct secrets access:    ${summary.directSecretsAccess}`,
    `  Dead declarations:        ${names(summary.deadDeclarations)}`,
    `  Undeclared dependencies:  ${names(summary.undeclaredDependencies)}`,
    "  Has violations:           YES",
  ];
}

function names(list: string[]): string {
  return list.length === 0 ? "none" : list.join(", ");
}

function short(value: JsonValue | undefined, length: number): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
