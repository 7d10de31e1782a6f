import { mkdir, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import { dirname, join } from "node:path";

const month = 30 * 24 * 3600 * 1000;

/**
 * The file at `path`, made by `make` unless it is there. It appears whole or not at all, whoever is killed or makes it
 * at the same time; what nobody has used for a month goes when something new comes.
 */
export async function cachedFile(path: string, make: (temporary: string) => Promise<void>): Promise<string> {
  if (await isCached(path)) return path;
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.part`;
  try {
    await make(temporary);
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
  }
  await forgetUnused(dirname(path));
  return path;
}

/** Whether a file of the cache is there; if so, it counts as used today. */
export async function isCached(path: string): Promise<boolean> {
  const now = new Date();
  return utimes(path, now, now).then(
    () => true,
    () => false,
  );
}

async function forgetUnused(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const found = await stat(join(folder, name)).catch(() => undefined);
    if (found?.isFile() && Date.now() - found.mtimeMs > month) await rm(join(folder, name), { force: true });
  }
}
