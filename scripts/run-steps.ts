import { spawnSync } from "node:child_process";

/** One command of a check, with what it proves. */
export type Step = {
  proves: string;
  command: readonly string[];
  /** The command, the last one, says by itself how it ended, and nothing is said after it. @default false */
  lastWord?: boolean;
};

/** Runs the steps in order and stops the process at the first that fails, with its exit code. */
export function runSteps(steps: readonly Step[]): void {
  for (const { proves, command, lastWord = false } of steps) {
    const [program = "", ...args] = command;
    const started = performance.now();
    console.log(`── ${proves}`);
    const { status, error } = spawnSync(program, args, { stdio: "inherit" });
    if (lastWord && status !== null) process.exit(status);
    if (error !== undefined || status !== 0) {
      console.error(`✗ ${proves}: ${error?.message ?? `exit code ${status}`}\n  ${command.join(" ")}`);
      process.exit(status ?? 1);
    }
    console.log(`✓ ${proves} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  }
}
