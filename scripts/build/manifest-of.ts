import { readFileSync } from "node:fs";
import type { Command } from "@oclif/core";
import type { CommandEntry, Manifest } from "../../src/cli/manifest.ts";
import { paths } from "./paths.ts";
import type { CommandSource } from "./read-commands.ts";

type CacheCommand = { cacheCommand(command: Command.Class): Promise<CommandEntry> };

/** What every command is called, takes and says of itself, as data: `dist/oclif.manifest.json`. */
export async function manifestOf(commands: CommandSource[]): Promise<Manifest> {
  const { version }: { version: string } = JSON.parse(readFileSync(`${paths.root}/package.json`, "utf8"));
  const { cacheCommand }: CacheCommand = await import(
    `${paths.root}/node_modules/@oclif/core/lib/util/cache-command.js`
  );
  const entries = commands.map(async ({ id, command }) => [id, await cacheCommand(command)] as const);
  return { version, commands: Object.fromEntries(await Promise.all(entries)) };
}
