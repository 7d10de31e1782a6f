import { childEnvironment } from "../supervisor/child-environment.ts";
import type { Imports } from "../wire/imports.ts";
import { addressesIn } from "./addresses-in.ts";
import { importFlags } from "./import-flags.ts";
import type { ModuleSources } from "./module-sources.ts";
import { registries } from "./registries.ts";

/**
 * Puts every module that the import map names, and all below them, into Deno's cache, held to the lock. None of their
 * code runs; the runner then finds them there and asks nobody: what a node asks a server for could carry a secret away.
 * (`deno cache` would want the modules of types as well, which no lock of ours holds.)
 *
 * @returns what Deno said, if it refused one; one that cannot be had is left out in silence, and missed when nodes load
 */
export async function fetchModules(
  imports: Imports,
  sources: ModuleSources,
  closing: AbortSignal,
): Promise<string | undefined> {
  const addresses = addressesIn(imports.map).filter((address) => /^(https?|npm|jsr):/.test(address));
  if (addresses.length === 0 || !sources.any) return undefined;
  const folder = await Deno.makeTempDir({ prefix: "tentacular-" });
  try {
    const map = `${folder}/import_map.json`;
    await Deno.writeTextFile(map, JSON.stringify(imports.map));
    // Deno fetches what a literal import names, whether or not it is ever reached.
    const never = addresses.map((address) => `  await import(${JSON.stringify(address)});`);
    await Deno.writeTextFile(`${folder}/fetch.mjs`, ["if (Date.now() < 0) {", ...never, "}"].join("\n"));
    const flags = ["--quiet", "--no-prompt", "--no-config", ...importFlags(imports, sources), `--import-map=${map}`];
    const { success, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", ...flags, `${folder}/fetch.mjs`],
      clearEnv: true,
      env: { ...childEnvironment(), ...registries(sources) },
      stdin: "null",
      stdout: "null",
      stderr: "piped",
      signal: closing,
    }).output();
    closing.throwIfAborted();
    return success ? undefined : new TextDecoder().decode(stderr).trim();
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
