import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Lock } from "./lock.ts";
import { lockName, parseLock } from "./parse-lock.ts";

/**
 * The lock of a workflow's folder; an empty one when there is none yet.
 *
 * @throws {TentacularError} `LOCK-BROKEN` (invalid)
 */
export async function readLock(dir: string): Promise<Lock> {
  const text = await readFile(join(dir, lockName), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  return text === undefined ? { version: "5", redirects: {}, remote: {} } : parseLock(text);
}
