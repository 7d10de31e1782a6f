import type { TestReport, TestResult } from "./test-report.ts";

/** The report as JUnit XML, for whatever shows test results; drift violations that count are a suite of their own. */
export function junit(report: TestReport, options: { strictDrift: boolean }): string {
  const drifted = options.strictDrift ? (report.drift?.violations ?? []) : [];
  const drift = drifted.map(({ type, message, suggestion }) =>
    failedCase(`${type}`, "contract", [message, suggestion]),
  );
  const suites = [
    suite(
      report.workflow,
      report.testResults.map((test) => testCase(report.workflow, test)),
      {
        failures: report.testResults.filter((test) => !test.passed).length,
        skipped: report.testResults.filter((test) => test.skipped).length,
        seconds: seconds(report.testResults.reduce((sum, test) => sum + test.durationMs, 0)),
      },
    ),
    ...(drift.length === 0 ? [] : [suite("contract drift", drift, { failures: drift.length, seconds: "0.000" })]),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join("\n")}\n</testsuites>\n`;
}

function suite(name: string, cases: string[], sum: { failures: number; skipped?: number; seconds: string }): string {
  const { failures, skipped = 0, seconds } = sum;
  const counts = `tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}" time="${seconds}"`;
  return [`  <testsuite name="${escaped(name)}" ${counts}>`, ...cases, "  </testsuite>"].join("\n");
}

function testCase(workflow: string, test: TestResult): string {
  const named = `classname="${escaped(workflow)}" name="${escaped(test.name)}"`;
  const attributes = `${named}${placeAttributes(test)} time="${seconds(test.durationMs)}"`;
  if (test.skipped) return `    <testcase ${attributes}><skipped/></testcase>`;
  if (test.passed) return `    <testcase ${attributes}/>`;
  const detail = test.mismatches ? JSON.stringify(test.mismatches, undefined, 2) : told(test);
  return `    <testcase ${attributes}>\n${failure(test.error ?? "failed", detail)}\n    </testcase>`;
}

/** Where the node failed, else the fixture: what shows reports links to it. */
function placeAttributes({ place, file }: TestResult): string {
  const at: { file?: string | undefined; line?: number } = place ?? { file };
  const line = at.line === undefined ? "" : ` line="${at.line}"`;
  return at.file === undefined ? "" : ` file="${escaped(at.file)}"${line}`;
}

function told({ place, logs = [] }: TestResult): string {
  const at = place && [place.file, place.line, place.column].filter((part) => part !== undefined).join(":");
  return [...(at === undefined ? [] : [`at ${at}`]), ...logs].join("\n");
}

function failedCase(name: string, className: string, [message = "", detail = ""]: string[]): string {
  return `    <testcase classname="${className}" name="${escaped(name)}" time="0.000">\n${failure(message, detail)}\n    </testcase>`;
}

function failure(message: string, detail: string): string {
  return `      <failure message="${escaped(message)}">${escapedText(detail)}</failure>`;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

function escaped(text: string): string {
  return escapedText(text).replaceAll('"', "&quot;").replaceAll("\n", "&#10;");
}

/** XML 1.0 has no way to write most control characters, so they become U+FFFD. */
function escapedText(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML cannot hold
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
      .replaceAll("&", "&amp;")
      .replaceAll("<", "&lt;")
      .replaceAll(">", "&gt;")
  );
}
