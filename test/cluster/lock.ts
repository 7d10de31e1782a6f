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
  const holder = spawn("sh", ["-c", hold, "sh", path], { stdio: ["pipe", "pipe", "inherit"], detached: true });
  await new Promise<void>((resolve, reject) => {
    holder.stdout.on("data", (said: Buffer) => {
      if (said.includes("busy")) waiting?.();
      if (said.includes("held")) resolve();
    });
    holder.once("error", reject);
    holder.once("exit", () => reject(lost(path)));
  });
  try {
    return await work();
  } finally {
    holder.stdin.end();
  }
}

const hold = `
exec 9>"$1"
flock --nonblock 9 || { echo busy; flock 9; }
echo held
exec cat >/dev/null`;

function lost(path: string): TentacularError {
  return new TentacularError(`Lock "${path}" cannot be taken`, {
    code: "LOCK-FAILED",
    exit: "preflight",
    remedy: "Check that the folder is writable",
  });
}
