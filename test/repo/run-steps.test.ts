import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import type { Step } from "../../scripts/run-steps.ts";
import { packageRoot } from "../../src/package-root.ts";

/** What is printed when one step has passed and then this one is taken: `sh -c script`. */
function printed(script: string, options: Partial<Step>): { code: number | null; lines: string[] } {
  const first = { proves: "One thing", command: ["true"] };
  const steps: Step[] = [first, { proves: "All tests", command: ["sh", "-c", script], ...options }];
  const program = `(await import("./scripts/run-steps.ts")).runSteps(${JSON.stringify(steps)})`;
  const args = ["--input-type=module", "--eval", program];
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: packageRoot(), encoding: "utf8" });
  return { code: status, lines: stdout.trim().split("\n") };
}

test("steps that pass are told, but nothing is said after one that has the last word", () => {
  expect(printed("echo it counts", {}).lines.at(-1)).toMatch(/^✓ All tests \(/);
  const { code, lines } = printed("echo 2 passed, 0 failed", { lastWord: true });
  expect([code, lines.at(-1)]).toEqual([0, "2 passed, 0 failed"]);
  expect(lines[1]).toMatch(/^✓ One thing \(/);
});

test("one that fails has the last word as well, and its exit code is the end's", () => {
  const { code, lines } = printed("exec 2>&1; echo 1 passed, 1 failed; exit 3", { lastWord: true });
  expect([code, lines.at(-1)]).toEqual([3, "1 passed, 1 failed"]);
});
