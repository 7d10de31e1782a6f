import { createHash } from "node:crypto";
import { cp, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cachedFolder } from "../cluster/cached-folder.ts";
import { run } from "../cluster/run.ts";
import { cacheFolder } from "../cluster/site.ts";

const description = fileURLToPath(new URL("verdaccio", import.meta.url));

/** Path of the pinned Verdaccio, installed into the cache the first time: it is no dependency of ours. */
export async function verdaccioProgram(): Promise<string> {
  const lock = await readFile(join(description, "package-lock.json"));
  const name = createHash("sha256").update(lock).digest("hex").slice(0, 16);
  const folder = await cachedFolder(join(cacheFolder(), "verdaccio", name), async (temporary) => {
    await cp(description, temporary, { recursive: true });
    await run(["npm", "ci", "--ignore-scripts", "--no-progress"], { cwd: temporary });
  });
  return join(folder, "node_modules/verdaccio/bin/verdaccio");
}
