import type { ArgEntry, CommandEntry, FlagEntry, Manifest } from "./manifest.ts";

/** What could stand at the cursor: words, each with its meaning, or a path that the shell completes itself. */
export type Completion = { word: string; meaning: string }[] | ":folders" | ":files";

/**
 * What could stand in the last of the words typed after `tntc`, which may be empty or begun. Looks at the manifest only.
 *
 * @example
 * complete(["deploy", "--mod"], manifest); // [{ word: "--modules", … }]
 */
export function complete(typed: string[], manifest: Manifest): Completion {
  const { said, current } = cursorIn(typed);
  const place = placeAfter(said, manifest);
  if (place.pending) return valuesOf(place.pending, current);
  const [, name, begun = ""] = current.match(/^--([^=]+)=(.*)$/) ?? [];
  const flag = name === undefined ? undefined : place.flags.find((each) => each.name === name);
  if (flag) return words(flag.options ?? [], begun).map(({ word }) => ({ word: `--${name}=${word}`, meaning: "" }));
  if (current.startsWith("-")) return flagWords(place, current);
  return commandWords(place, current, manifest) ?? argumentAt(place, current);
}

/** Bash takes the "=" of `--output=json` for a word of its own. */
function cursorIn(typed: string[]): { said: string[]; current: string } {
  const last = typed.at(-1) ?? "";
  return { said: typed.slice(0, -1).filter((word) => word !== "="), current: last === "=" ? "" : last };
}

type Place = {
  command?: CommandEntry;
  /** The words of the command, or of its beginning. */
  path: string[];
  /** How many arguments stand there already. */
  args: number;
  flags: FlagEntry[];
  /** The flag whose value comes next. */
  pending?: FlagEntry;
};

/** Where the words lead: as {@link route} reads a line, but of a line that is not yet whole. */
function placeAfter(said: string[], manifest: Manifest): Place {
  const start: Place = { path: [], args: 0, flags: sharedFlags(manifest) };
  return said.reduce((place, word) => step(place, word, manifest), start);
}

function step(place: Place, word: string, manifest: Manifest): Place {
  const { pending, ...here } = place;
  if (pending) return here;
  if (word.startsWith("-")) {
    const flag = here.flags.find(({ name, char }) => word === `--${name}` || word === `-${char}`);
    return flag?.type === "option" ? { ...here, pending: flag } : here;
  }
  const path = [...here.path, word];
  const id = path.join(":");
  const command = manifest.commands[id];
  const isBeginning = Object.keys(manifest.commands).some((each) => each.startsWith(`${id}:`));
  if (here.args > 0 || !(command || isBeginning)) return { ...here, args: here.args + 1 };
  return { path, args: 0, flags: command ? Object.values(command.flags) : here.flags, ...(command ? { command } : {}) };
}

/** Before the command stand the flags that commands share. */
function sharedFlags({ commands }: Manifest): FlagEntry[] {
  const shared = Object.values(commands).flatMap(({ flags }) => Object.values(flags).filter((flag) => flag.helpGroup));
  return [...new Map(shared.map((flag) => [flag.name, flag])).values()];
}

function valuesOf({ name, options, helpValue }: FlagEntry, current: string): Completion {
  if (options) return words(options, current);
  if (helpValue !== "PATH" && helpValue !== "FILE") return [];
  return name === "dir" ? ":folders" : ":files";
}

function flagWords({ command, path, flags }: Place, current: string): Completion {
  const help = { word: "--help", meaning: "Show help" };
  const version = path.length === 0 ? [{ word: "--version", meaning: "Show the version" }] : [];
  const own = command || path.length === 0 ? flags.filter(({ hidden }) => !hidden) : [];
  const all = own.map(({ name, summary, description }) => ({
    word: `--${name}`,
    meaning: summary ?? description ?? "",
  }));
  return [...all, ...version, help].filter(({ word }) => word.startsWith(current));
}

/** The next words of commands below this one; undefined when there are none that begin like this. */
function commandWords({ path, args }: Place, current: string, { commands }: Manifest): Completion | undefined {
  const begun = [...path, current].join(":");
  const those = Object.values(commands).filter(({ id, hidden }) => !hidden && id.startsWith(begun));
  if (args > 0 || those.length === 0) return undefined;
  const next = new Set(those.map(({ id }) => id.split(":")[path.length] ?? ""));
  return [...next].map((word) => ({ word, meaning: commands[[...path, word].join(":")]?.summary ?? "" }));
}

function argumentAt({ command, args }: Place, current: string): Completion {
  const arg: ArgEntry | undefined = Object.values(command?.args ?? {})[args];
  if (arg?.options) return words(arg.options, current);
  return arg?.default === "." ? ":folders" : [];
}

function words(options: readonly string[], current: string): { word: string; meaning: string }[] {
  return options.filter((word) => word.startsWith(current)).map((word) => ({ word, meaning: "" }));
}
