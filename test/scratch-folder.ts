import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const prefix = "tentacular-tests-";

/**
 * The folder for temporary files of one test run: all that a test leaves, because it failed, was interrupted or its
 * worker was killed, goes with it when the run ends. What a run that was killed has left goes with the next.
 * Workers find it by `runScratch`.
 */
export function scratchFolder(): string {
  for (const name of readdirSync(tmpdir())) {
    if (name.startsWith(prefix) && !isAlive(Number(name.slice(prefix.length)))) remove(join(tmpdir(), name));
  }
  const folder = join(tmpdir(), `${prefix}${process.pid}`);
  mkdirSync(folder, { recursive: true });
  process.env["TENTACULAR_TEST_SCRATCH"] = folder;
  process.once("exit", () => remove(folder));
  return folder;
}

/** Never into something that is mounted there. */
function remove(folder: string): void {
  spawnSync("rm", process.platform === "linux" ? ["-rf", "--one-file-system", folder] : ["-rf", folder]);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Another user's.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
