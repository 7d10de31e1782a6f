import { bundleCli } from "./build/bundle-cli.ts";
import { bundleEngine } from "./build/bundle-engine.ts";
import { isFresh, markBuilt } from "./build/freshness.ts";
import { readCommands } from "./build/read-commands.ts";
import { writeManifest } from "./build/write-manifest.ts";

/** Builds the program into dist/: the CLI, the engine's programs, the manifest that help and dispatch read. */
async function build(): Promise<void> {
  const startedAt = Date.now();
  const commands = await readCommands();
  const outputs = await Promise.all([bundleCli(commands), bundleEngine(), writeManifest(commands)]);
  markBuilt(startedAt, outputs.flat());
  console.error(`Built dist/ in ${Date.now() - startedAt} ms`);
}

if (!process.argv.includes("--if-stale") || !isFresh()) await build();
