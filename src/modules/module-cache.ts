import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { sha256 } from "./sha256.ts";

/** Modules by the sha256 of their bytes. */
export type ModuleCache = {
  get(hash: string): Promise<Uint8Array | undefined>;
  put(hash: string, bytes: Uint8Array): Promise<void>;
};

/** The cache of this machine. What lies there is believed only when it has the hash that it is named after. */
export function moduleCache(env: NodeJS.ProcessEnv = process.env): ModuleCache {
  const folder = join(env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "tentacular", "modules");
  return {
    async get(hash) {
      const bytes = await readFile(join(folder, hash)).catch(() => undefined);
      return bytes !== undefined && (await sha256(bytes)) === hash ? new Uint8Array(bytes) : undefined;
    },
    async put(hash, bytes) {
      await mkdir(folder, { recursive: true });
      const file = join(folder, hash);
      await writeFile(`${file}.${process.pid}`, bytes);
      await rename(`${file}.${process.pid}`, file);
    },
  };
}
