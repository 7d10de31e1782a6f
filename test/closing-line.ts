import { writeSync } from "node:fs";
import type { Reporter, TestModule } from "vitest/node";

/** Prints the one line that a machine reads as the very last of a test run: `N passed, N failed`. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    const suites = modules.flatMap((module) => [module, ...module.children.allSuites()]);
    const broken = suites.filter((suite) => suite.errors().length > 0).length;
    const skipped = count("skipped");
    const failed = count("failed") + broken + errors.length;
    const line = `${count("passed")} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}\n`;
    // What was started for the tests is ended after them, and may have something to say.
    process.once("exit", () => write(line));
  }
}

/** A pipe that is full for the moment is tried again: the last line may not be lost. */
function write(line: string): void {
  for (;;) {
    try {
      return void writeSync(process.stdout.fd, line);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EAGAIN")) throw error;
    }
  }
}
