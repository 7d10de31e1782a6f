import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { TentacularError } from "../errors.ts";
import type { Lock } from "./lock.ts";
import { lockText } from "./lock-text.ts";
import { lockName } from "./parse-lock.ts";

/** Writes the lock of a workflow's folder, whole or not at all. @throws {TentacularError} `LOCK-UNWRITABLE` (failed) */
export async function writeLock(dir: string, lock: Lock): Promise<void> {
  const file = join(dir, lockName);
  try {
    await writeFile(`${file}.new`, lockText(lock));
    await rename(`${file}.new`, file);
  } catch (cause) {
    throw new TentacularError(`The lock "${file}" cannot be written`, {
      code: "LOCK-UNWRITABLE",
      place: { file },
      remedy: 'Make the folder writable; or make the lock where it is, "tntc contract lock", and bring it along',
      cause,
    });
  }
}
