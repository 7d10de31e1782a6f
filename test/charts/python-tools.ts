import { createHash } from "node:crypto";
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { TentacularError } from "../../src/errors.ts";
import { cachedFile } from "../cluster/cached-file.ts";
import { lock } from "../cluster/lock.ts";
import { run } from "../cluster/run.ts";
import { cacheFolder } from "../cluster/site.ts";

const wanted = join(import.meta.dirname, "requirements.txt");

/** The folder of yamllint, yamale and checkov, installed once into the cache as `requirements.txt` pins them. */
export async function pythonTools(): Promise<string> {
  const python = (await run(["python3", "--version"])).trim();
  const hash = createHash("sha256")
    .update(python)
    .update(await readFile(wanted));
  const folder = join(cacheFolder(), "tools", `python-${hash.digest("hex").slice(0, 16)}`);
  // An environment knows its own path, so it is made in place; the marker says that it is whole.
  await lock(`${folder}.lock`, () => cachedFile(`${folder}.whole`, (marker) => install(folder, marker)));
  return join(folder, "bin");
}

async function install(folder: string, marker: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await run(["python3", "-m", "venv", folder]).catch((cause) => {
    throw new TentacularError("Python cannot make a virtual environment", {
      code: "PYTHON-MISSING",
      exit: "preflight",
      remedy: "Install Python 3 with its venv module (Debian: python3-venv)",
      cause,
    });
  });
  await run([join(folder, "bin/pip"), "install", "--quiet", "--require-hashes", "--no-deps", "-r", wanted]);
  await writeFile(marker, "");
}
