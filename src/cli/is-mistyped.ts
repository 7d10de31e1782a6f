import { existsSync } from "node:fs";
import { nearest } from "../workflow/nearest.ts";
import { commandsIn } from "./commands-in.ts";
import type { CommandEntry, Manifest } from "./manifest.ts";

/**
 * Whether the word behind a command is nearly the name of a command below it, and no folder: `tntc contract statu`
 * asks for `contract status`, unless a folder has that name.
 */
export function isMistyped(words: string[], { id }: CommandEntry, manifest: Manifest): boolean {
  const depth = id.split(":").length;
  const word = words[depth];
  if (word === undefined || word.startsWith("-") || word.includes("/")) return false;
  const below = commandsIn(id, manifest).map((command) => command.id.split(":")[depth] ?? "");
  return nearest(word, below) !== undefined && !existsSync(word);
}
