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
  const entries = commands.map(async ({ id, command }) => {
    const entry = await cacheCommand(command);
    const [flags, args] = [withDefaults(entry.flags, command.flags), withDefaults(entry.args, command.args)];
    return [id, { ...entry, flags, args }] as const;
  });
  return { version, commands: Object.fromEntries(await Promise.all(entries)) };
}

type WithDefault = { default?: unknown };

/** A default that is told in words, for it is only known when the command runs; the cache holds values alone. */
function withDefaults<T extends WithDefault>(
  entries: Record<string, T>,
  declared: Record<string, object> = {},
): Record<string, T> {
  const told = Object.entries(entries).map(([name, entry]) => {
    const { defaultHelp: words }: { defaultHelp?: unknown } = declared[name] ?? {};
    return [name, typeof words === "string" ? { ...entry, default: words } : entry] as const;
  });
  return Object.fromEntries(told);
}
