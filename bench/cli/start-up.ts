import { spawnSync } from "node:child_process";
import { packageRoot } from "../../src/package-root.ts";
import { median } from "../median.ts";

/**
 * Starts each command in turn, again and again, and answers the median milliseconds of each. Turns are interleaved, so
 * that what else the machine does falls on all alike; a round before the others fills caches and is not counted.
 */
export function startUp(commands: readonly string[][], rounds: number): number[] {
  const seen = commands.map((command) => ({ command, times: [] as number[] }));
  for (let round = 0; round <= rounds; round++) {
    for (const { command, times } of seen) {
      const time = timeOf(command);
      if (round > 0) times.push(time);
    }
  }
  return seen.map(({ times }) => median(times));
}

function timeOf([program = "", ...args]: string[]): number {
  // Extra certificates are read at every start of Node, and say nothing of the program.
  const { NODE_EXTRA_CA_CERTS: _, ...env } = process.env;
  const started = performance.now();
  const { status, error } = spawnSync(program, args, { cwd: packageRoot(), env, stdio: ["ignore", "pipe", "pipe"] });
  if (status !== 0) throw error ?? new Error(`"${program} ${args.join(" ")}" ended with ${status}`);
  return performance.now() - started;
}
