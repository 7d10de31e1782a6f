import { bundleCli, type CliOptions } from "./bundle-cli.ts";
import { bundleEngine } from "./bundle-engine.ts";
import { manifestOf } from "./manifest-of.ts";
import type { Output } from "./output.ts";
import { readCommands } from "./read-commands.ts";
import { thirdPartyNotices } from "./third-party-notices.ts";

/** All of dist/: the CLI, the engine's programs, the manifest that help and dispatch read, and what others must be thanked for. */
export async function programFiles(options: CliOptions = {}): Promise<Output[]> {
  const commands = await readCommands();
  const [cli, engine, manifest] = await Promise.all([
    bundleCli(commands, options),
    bundleEngine(),
    manifestOf(commands),
  ]);
  const bytes = Buffer.from(`${JSON.stringify(manifest)}\n`);
  return [
    ...cli,
    ...engine,
    { path: "oclif.manifest.json", bytes },
    thirdPartyNotices([...cli, ...engine]),
    // The image holds the engine alone.
    thirdPartyNotices(engine, "engine/"),
  ];
}
