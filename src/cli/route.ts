import { commandsIn } from "./commands-in.ts";
import { isMistyped } from "./is-mistyped.ts";
import type { CommandEntry, FlagEntry, Manifest } from "./manifest.ts";

/** What a command line asks for. */
export type Route =
  | { kind: "version" }
  | { kind: "help"; command?: CommandEntry }
  /** A first word that is no command, but that commands share, as `cluster`. */
  | { kind: "group"; group: string }
  | { kind: "completion"; typed: string[] }
  | { kind: "command"; command: CommandEntry; argv: string[] }
  | { kind: "unknown"; words: string[]; argv: string[] };

/**
 * Reads the command's words and leaves the rest to its parser. Global flags may stand before the command, as with
 * kubectl and Helm, and are handed on. Help is asked for by `help`, `--help`, `-h`, or no word at all, and is help
 * whatever flags stand around it.
 */
export function route(argv: string[], manifest: Manifest): Route {
  if (argv[0] === "__complete") return { kind: "completion", typed: argv.slice(1) };
  const { before, rest } = splitGlobals(argv, globals(manifest));
  if (rest[0] === "--version") return { kind: "version" };
  if (rest[0] === "help" || asksForHelp(argv)) return helpFor(rest, argv, manifest);
  if (rest.length === 0 && saysNothing(argv, manifest)) return { kind: "help" };
  const command = longestMatch(rest, manifest);
  if (!command) return groupIn(rest, manifest) ?? { kind: "unknown", words: rest, argv };
  if (isMistyped(rest, command, manifest)) return { kind: "unknown", words: rest, argv };
  return { kind: "command", command, argv: [...before, ...rest.slice(command.id.split(":").length)] };
}

function helpFor(words: string[], argv: string[], manifest: Manifest): Route {
  const asked = words.filter((word, at) => !isHelp(word) && !(at === 0 && word === "help"));
  const { rest } = splitGlobals(asked, globals(manifest));
  const command = longestMatch(rest, manifest);
  if (command) return { kind: "help", command };
  const group = groupIn(rest, manifest);
  if (group) return group;
  return rest.every((word) => word.startsWith("-")) ? { kind: "help" } : { kind: "unknown", words: rest, argv };
}

/** A group of commands that stands alone: help is what it can mean. */
function groupIn([group = "", next = "-"]: string[], manifest: Manifest): Route | undefined {
  return next.startsWith("-") && commandsIn(group, manifest).length > 0 ? { kind: "group", group } : undefined;
}

/** Whether a line is empty but for how to say things; a namespace without a command is a command forgotten. */
function saysNothing(argv: string[], manifest: Manifest): boolean {
  const manners = globals(manifest).filter(({ helpGroup }) => helpGroup === "GLOBAL");
  return splitGlobals(argv, manners).rest.length === 0;
}

/** The flags that every command or several commands share, told apart by their help group. */
function globals(manifest: Manifest): FlagEntry[] {
  const all = Object.values(manifest.commands).flatMap(({ flags }) => Object.values(flags));
  return all.filter(({ helpGroup }) => helpGroup !== undefined);
}

function splitGlobals(argv: string[], known: FlagEntry[]): { before: string[]; rest: string[] } {
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
  return argv.slice(0, end < 0 ? undefined : end).some(isHelp);
}

function isHelp(word: string): boolean {
  return word === "--help" || word === "-h";
}

function longestMatch(words: string[], manifest: Manifest): CommandEntry | undefined {
  for (let length = Math.min(words.length, 3); length > 0; length--) {
    const found = manifest.commands[words.slice(0, length).join(":")];
    if (found) return found;
  }
  return undefined;
}
