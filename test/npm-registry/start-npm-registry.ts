import { mkdtemp, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { plantRegistry } from "./plant-registry.ts";
import { runVerdaccio } from "./run-verdaccio.ts";

/** A real npm registry; its URL ends with a slash, its token opens the scope @acme. */
export type NpmRegistry = { url: string; token: string };

/**
 * Starts a registry on a free port of 127.0.0.1, filled with the packages of the tests, in a new folder of `parent`.
 *
 * @example
 * await using registry = await startNpmRegistry(tmpdir());
 * await fetch(`${registry.url}zod`);
 */
export async function startNpmRegistry(parent: string): Promise<NpmRegistry & AsyncDisposable> {
  const folder = await mkdtemp(join(parent, "tntc-npm-registry-"));
  await plantRegistry(folder);
  const registry = await runVerdaccio(folder);
  const end = async () => {
    await registry[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  };
  return { url: registry.url, token: await readFile(join(folder, "token"), "utf8"), [Symbol.asyncDispose]: end };
}
