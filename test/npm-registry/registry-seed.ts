import { createHash } from "node:crypto";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cachedFolder } from "../cluster/cached-folder.ts";
import { cacheFolder } from "../cluster/site.ts";
import { dateBack } from "./date-back.ts";
import { fillRegistry } from "./fill-registry.ts";
import { publicPackages } from "./public-packages.ts";
import { runVerdaccio } from "./run-verdaccio.ts";
import { verdaccioFiles } from "./verdaccio-files.ts";
import { writeRegistryFiles } from "./write-registry-files.ts";

/**
 * A folder to copy a registry's folder from: its packages, its account, and the token that opens its private scope.
 * It is filled once by a registry that really ran, and kept by what goes into it.
 */
export async function registrySeed(): Promise<string> {
  const path = join(cacheFolder(), "npm-registry", await digest());
  return cachedFolder(path, async (folder) => {
    await writeRegistryFiles(folder);
    {
      await using registry = await runVerdaccio(folder);
      await writeFile(join(folder, "token"), await fillRegistry(registry.url));
    }
    await dateBack(join(folder, "storage"));
    // Where the registry above is, each start says anew.
    await rm(join(folder, "config.yaml"));
  });
}

async function digest(): Promise<string> {
  // The number is for changes in how it is filled.
  const hash = createHash("sha256").update(JSON.stringify([2, publicPackages, verdaccioFiles("")]));
  for (const folder of ["packages", "verdaccio"]) {
    const root = join(import.meta.dirname, folder);
    const files = await readdir(root, { recursive: true, withFileTypes: true });
    const paths = files.filter((file) => file.isFile()).map((file) => join(file.parentPath, file.name));
    for (const path of paths.sort()) hash.update(path.slice(root.length)).update(await readFile(path));
  }
  return hash.digest("hex").slice(0, 16);
}
