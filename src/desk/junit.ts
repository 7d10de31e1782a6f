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
        seconds: seconds(report.testResults.reduce((sum, test) => sum + test.durationMs, 0)),
      },
    ),
    ...(drift.length === 0 ? [] : [suite("contract drift", drift, { failures: drift.length, seconds: "0.000" })]),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join("\n")}\n</testsuites>\n`;
}

function suite(name: string, cases: string[], sum: { failures: number; seconds: string }): string {
  const counts = `tests="${cases.length}" failures="${sum.failures}" errors="0" skipped="0" time="${sum.seconds}"`;
  return [`  <testsuite name="${escaped(name)}" ${counts}>`, ...cases, "  </testsuite>"].join("\n");
}

function testCase(workflow: string, test: TestResult): string {
  const attributes = `classname="${escaped(workflow)}" name="${escaped(test.name)}" time="${seconds(test.durationMs)}"`;
  if (test.passed) return `    <testcase ${attributes}/>`;
  const detail = JSON.stringify(test.mismatches ?? test.logs ?? [], undefined, 2);
  return `    <testcase ${attributes}>\n${failure(test.error ?? "failed", detail)}\n    </testcase>`;
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
