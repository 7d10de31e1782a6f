import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { TentacularError } from "../../src/errors.ts";
import type { Program } from "./programs.ts";
import { run } from "./run.ts";

/** A copy of a Go module with all that it is made of, changed as a program asks; it goes when it is disposed of. */
export async function patchedSources(
  module: string,
  options: { patch: NonNullable<Program["patch"]>; env: NodeJS.ProcessEnv; beside: string },
): Promise<AsyncDisposable & { folder: string }> {
  const folder = await mkdtemp(`${options.beside}.src-`);
  const copy = { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
  try {
    for (const file of ["go.mod", "go.sum"]) await cp(join(module, file), join(folder, file));
    await run(["go", "mod", "vendor"], { cwd: folder, env: options.env });
    for (const [file, words] of Object.entries(options.patch)) await replace(join(folder, "vendor", file), words);
    return copy;
  } catch (error) {
    await copy[Symbol.asyncDispose]();
    throw error;
  }
}

async function replace(file: string, [found, replacement]: [string, string]): Promise<void> {
  const text = await readFile(file, "utf8");
  if (!text.includes(found)) throw changed(file, found);
  await writeFile(file, text.replace(found, replacement));
}

function changed(file: string, found: string): TentacularError {
  return new TentacularError(`"${found}" is not in "${file}"`, {
    code: "PATCH-FAILED",
    remedy: "The module has a new version: adapt the patch in test/cluster/programs.ts",
  });
}
