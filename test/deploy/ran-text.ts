import type { Ran } from "../cli/tntc.ts";

/** All that a command said and how it ended, to be compared. */
export function ranText({ stdout, stderr, exitCode }: Ran): string {
  return [`exit ${exitCode}`, "--- stdout", shown(stdout), "--- stderr", settled(stderr)].join("\n");
}

/** An envelope is easier to read, and to compare, when it is indented. */
function shown(stdout: string): string {
  if (!stdout.startsWith('{"version":"1"')) return stdout;
  return `${JSON.stringify(JSON.parse(stdout), null, 2)}\n`;
}

/** How often a rollout was looked at depends on the machine. */
function settled(stderr: string): string {
  return stderr
    .split("\n")
    .filter((line) => !line.startsWith("  Rollout: "))
    .join("\n");
}
