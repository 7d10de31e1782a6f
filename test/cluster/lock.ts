import { spawn } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { TentacularError } from "../../src/errors.ts";

/**
 * Does `work` while nobody else on this machine holds the lock of `path`.
 * The kernel frees the lock when this process dies, however it dies: its holder is a child that ends with our pipe.
 *
 * @param waiting said once if somebody else holds it
 */
export async function lock<T>(path: string, work: () => Promise<T>, waiting?: () => void): Promise<T> {
  await mkdir(dirname(path), { recursive: true });
  const holder = spawn("flock", ["--exclusive", path, "sh", "-c", "echo held; exec cat >/dev/null"], {
    stdio: ["pipe", "pipe", "inherit"],
    detached: true,
  });
  const slow = waiting && setTimeout(waiting, 300);
  await new Promise<void>((resolve, reject) => {
    holder.stdout.once("data", () => resolve());
    holder.once("error", reject);
    holder.once("exit", () => reject(lost(path)));
  }).finally(() => clearTimeout(slow));
  try {
    return await work();
  } finally {
    holder.stdin.end();
  }
}

function lost(path: string): TentacularError {
  return new TentacularError(`Lock "${path}" cannot be taken`, {
    code: "LOCK-FAILED",
    exit: "preflight",
    remedy: "Check that the folder is writable",
  });
}
