import type { CommandEntry, FlagEntry, Manifest } from "./manifest.ts";

/** What a command line asks for. */
export type Route =
  | { kind: "version" }
  | { kind: "help"; command?: CommandEntry }
  | { kind: "command"; command: CommandEntry; argv: string[] }
  | { kind: "unknown"; words: string[]; argv: string[] };

/**
 * Reads the command's words and leaves the rest to its parser. Global flags may stand before the command, as with
 * kubectl and Helm, and are handed on; help is asked for by `help`, `--help`, `-h`, or no word at all.
 */
export function route(argv: string[], manifest: Manifest): Route {
  const { before, rest } = splitGlobals(argv, manifest);
  if (rest[0] === "--version") return { kind: "version" };
  const wantsHelp = asksForHelp(argv);
  const words = rest[0] === "help" ? rest.slice(1) : rest;
  const command = longestMatch(words, manifest);
  if (wantsHelp || rest.length === 0 || rest[0] === "help") {
    if (command) return { kind: "help", command };
    if (words.every((word) => word.startsWith("-"))) return { kind: "help" };
  }
  if (!command) return { kind: "unknown", words, argv };
  return { kind: "command", command, argv: [...before, ...words.slice(command.id.split(":").length)] };
}

/** The flags that every command or several commands share, told apart by their help group. */
function globals(manifest: Manifest): FlagEntry[] {
  const all = Object.values(manifest.commands).flatMap(({ flags }) => Object.values(flags));
  return all.filter(({ helpGroup }) => helpGroup !== undefined);
}

function splitGlobals(argv: string[], manifest: Manifest): { before: string[]; rest: string[] } {
  const known = globals(manifest);
  let at = 0;
  for (let word = argv[at]; word !== undefined; word = argv[at]) {
    const flag = known.find(({ name, char }) => word === `-${char}` || new RegExp(`^--${name}(=|$)`).test(word));
    const glued = known.find(({ char, type }) => char && type === "option" && word.startsWith(`-${char}`));
    if (!flag && (!glued || word.startsWith("--"))) break;
    at += flag?.type === "option" && !word.includes("=") ? 2 : 1;
  }
  return { before: argv.slice(0, at), rest: argv.slice(at) };
}

function asksForHelp(argv: string[]): boolean {
  const end = argv.indexOf("--");
  return argv.slice(0, end < 0 ? undefined : end).some((word) => word === "--help" || word === "-h");
}

function longestMatch(words: string[], manifest: Manifest): CommandEntry | undefined {
  for (let length = Math.min(words.length, 3); length > 0; length--) {
    const found = manifest.commands[words.slice(0, length).join(":")];
    if (found) return found;
  }
  return undefined;
}
