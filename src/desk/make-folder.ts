import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Makes a folder and those above it, where they are not there yet. Node's own recursive `mkdir` never ends where the
 * system denies that a folder can be, as below /proc.
 *
 * @throws what the system says, e.g. ENOENT or EACCES
 */
export async function makeFolder(path: string): Promise<void> {
  if (await exists(path)) return;
  await makeFolder(dirname(path));
  await mkdir(path).catch((error: Error) => {
    // Somebody else has made it meanwhile.
    if (!("code" in error) || error.code !== "EEXIST") throw error;
  });
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
