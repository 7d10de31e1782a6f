import { childEnvironment } from "../supervisor/child-environment.ts";
import type { Imports } from "../wire/imports.ts";
import { addressesIn } from "./addresses-in.ts";
import { importFlags } from "./import-flags.ts";
import type { ModuleSources } from "./module-sources.ts";
import { registries } from "./registries.ts";

/** Where from, and for how long. */
export type FetchOptions = { sources: ModuleSources; closing: AbortSignal; withinMs: number };

/** `all`: every module is in the cache · `late`: the time is up · or why Deno could not have one, in its words. */
export type Fetched = "all" | "late" | { said: string };

/** What is wrong with the code of a module is told when nodes load, with their place: all is fetched by then. */
const ofCode = /^error: (?:Uncaught |SyntaxError|Expected a JavaScript)/m;

/**
 * Puts every module that the import map names, and all below them, into Deno's cache, held to the lock. None of their
 * code runs; the runner then finds them there and asks nobody: what a node asks a server for could carry a secret away.
 * (`deno cache` would want the modules of types as well, which no lock of ours holds.)
 */
export async function fetchModules(imports: Imports, { sources, closing, withinMs }: FetchOptions): Promise<Fetched> {
  const addresses = addressesIn(imports.map).filter((address) => /^(https?|npm|jsr):/.test(address));
  if (addresses.length === 0) return "all";
  const folder = await Deno.makeTempDir({ prefix: "tentacular-fetch-" });
  const late = AbortSignal.timeout(withinMs);
  try {
    await Deno.writeTextFile(`${folder}/import_map.json`, JSON.stringify(imports.map));
    await Deno.writeTextFile(`${folder}/fetch.mjs`, importing(addresses));
    const signal = AbortSignal.any([closing, late]);
    const { success, stderr } = await command(folder, importFlags(imports, sources), { sources, signal }).output();
    closing.throwIfAborted();
    if (success) return "all";
    if (late.aborted) return "late";
    const said = new TextDecoder().decode(stderr).trim();
    return ofCode.test(said) ? "all" : { said };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Modules run in the order of their imports, after all of them are there: the first one ends the process. */
function importing(addresses: readonly string[]): string {
  const all = ["data:text/javascript,Deno.exit(0)", ...addresses];
  return all.map((address) => `import ${JSON.stringify(address)};\n`).join("");
}

type Process = { sources: ModuleSources; signal: AbortSignal };

function command(folder: string, flags: readonly string[], { sources, signal }: Process): Deno.Command {
  const map = `--import-map=${folder}/import_map.json`;
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--no-prompt", "--no-config", ...flags, map, `${folder}/fetch.mjs`],
    clearEnv: true,
    // Deno reads credentials from the home folder's .npmrc alone.
    env: { ...childEnvironment(), ...registries(sources), ...(sources.npmrc && { HOME: sources.npmrc }) },
    stdin: "null",
    stdout: "null",
    stderr: "piped",
    signal,
  });
}
