import { readFileSync } from "node:fs";
import type { Command } from "@oclif/core";
import type { CommandEntry, Manifest } from "../../src/cli/manifest.ts";
import { paths } from "./paths.ts";
import type { CommandSource } from "./read-commands.ts";
import { writeOutput } from "./write-output.ts";

type CacheCommand = { cacheCommand(command: Command.Class): Promise<CommandEntry> };

/** Writes `dist/oclif.manifest.json`: what every command is called, takes and says of itself. */
export async function writeManifest(commands: CommandSource[]): Promise<string[]> {
  const manifest = await manifestOf(commands);
  return [writeOutput(`${paths.dist}/oclif.manifest.json`, Buffer.from(`${JSON.stringify(manifest)}\n`))];
}

async function manifestOf(commands: CommandSource[]): Promise<Manifest> {
  const { version }: { version: string } = JSON.parse(readFileSync(`${paths.root}/package.json`, "utf8"));
  const { cacheCommand }: CacheCommand = await import(
    `${paths.root}/node_modules/@oclif/core/lib/util/cache-command.js`
  );
  const entries = commands.map(async ({ id, command }) => [id, await cacheCommand(command)] as const);
  return { version, commands: Object.fromEntries(await Promise.all(entries)) };
}
