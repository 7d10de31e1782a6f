import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { lock } from "./lock.ts";

/** The folder at `path`, filled by `make` unless it is there. It appears whole or not at all, and is made once. */
export async function cachedFolder(path: string, make: (temporary: string) => Promise<void>): Promise<string> {
  if (existsSync(path)) return path;
  return lock(`${path}.lock`, async () => {
    if (existsSync(path)) return path;
    const temporary = `${path}.part`;
    await rm(temporary, { recursive: true, force: true });
    await mkdir(temporary, { recursive: true });
    await make(temporary);
    await mkdir(dirname(path), { recursive: true });
    await rename(temporary, path);
    return path;
  });
}
