import { globSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type { Command } from "@oclif/core";
import { paths } from "./paths.ts";

/** A command's id as in the manifest (`a:b` for `tntc a b`), its source and its class. */
export type CommandSource = { id: string; file: string; command: Command.Class };

/** Every command: the folder is the command tree. */
export function readCommands(): Promise<CommandSource[]> {
  const found = globSync("**/*.ts", { cwd: `${paths.src}/commands` }).filter((path) => !path.endsWith(".test.ts"));
  return Promise.all(found.sort().map(readCommand));
}

async function readCommand(path: string): Promise<CommandSource> {
  const file = `${paths.src}/commands/${path}`;
  const { default: command }: { default: Command.Class } = await import(pathToFileURL(file).href);
  command.id = path.slice(0, -".ts".length).replaceAll("/", ":");
  return { id: command.id, file, command };
}
