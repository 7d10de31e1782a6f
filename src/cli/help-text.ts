import { exitCodes } from "../errors.ts";
import { commandsIn } from "./commands-in.ts";
import type { ArgEntry, CommandEntry, FlagEntry, Manifest } from "./manifest.ts";

/** How a help page looks: its width in columns, and how a heading is set off. */
type HelpStyle = { width: number; heading: (text: string) => string };

/** Of which commands a page may tell, and how it looks. */
export type HelpOptions = { manifest: Manifest; style: HelpStyle };

type Row = [term: string, meaning: string];

const helpRow: Row = ["-h, --help", "Show help"];
const versionRow: Row = ["    --version", "Show the version of tntc, and what it runs on"];

/** The page of `tntc --help`: every command, the global flags, the exit codes. */
export function rootHelp({ manifest, style }: HelpOptions): string {
  const commands = Object.values(manifest.commands).filter(({ hidden }) => !hidden);
  const codes = Object.values(exitCodes).map(({ code, meaning }): Row => [String(code), meaning]);
  return page(style, [
    ["", "TypeScript workflows on Kubernetes: sandboxed, versioned, deployed with Helm"],
    ["Usage", "  tntc COMMAND [FLAGS]\n  helm tentacular COMMAND [FLAGS]"],
    ["Commands", rows(commands.map(commandRow), style)],
    ["Flags of every command", rows([...sharedFlags(commands).map(flagRow), helpRow], style)],
    ["Without a command", rows([versionRow], style)],
    ["Exit codes", rows(codes, style)],
    ["", "See more with: tntc COMMAND --help"],
  ]);
}

/** The page of one command. */
export function commandHelp(command: CommandEntry, { manifest, style }: HelpOptions): string {
  const flags = Object.values(command.flags).filter(({ hidden }) => !hidden);
  const groups = Map.groupBy(flags, ({ helpGroup }) => helpGroup ?? "");
  const examples = (command.examples ?? []).map((example) => example_(example, command));
  return page(style, [
    ["", wrap(command.summary ?? "", style.width, "")],
    ["Usage", `  ${usage(command)}`],
    ["", wrap(fill(command.description ?? "", command), style.width, "")],
    ["Commands below it", rows(commandsIn(command.id, manifest).map(commandRow), style)],
    ["Arguments", rows(Object.values(command.args).map(argRow), style)],
    ["Flags", rows((groups.get("") ?? []).map(flagRow), style)],
    ["Cluster flags", rows((groups.get("CLUSTER") ?? []).map(flagRow), style)],
    ["Global flags", rows([...(groups.get("GLOBAL") ?? []).map(flagRow), helpRow], style)],
    ["Examples", examples.join("\n")],
  ]);
}

/** The page of commands that share their first word: `tntc cluster --help`. */
export function groupHelp(group: string, { manifest, style }: HelpOptions): string {
  return page(style, [
    ["Usage", `  tntc ${group} COMMAND [FLAGS]`],
    ["Commands", rows(commandsIn(group, manifest).map(commandRow), style)],
    ["", `See more with: tntc ${group} COMMAND --help`],
  ]);
}

/** How a command is written: `tntc run NAME [FLAGS]`. */
export function usage(command: CommandEntry): string {
  const args = Object.values(command.args).map((arg) => {
    const name = `${arg.name.toUpperCase()}${arg.multiple ? "..." : ""}`;
    return arg.required ? name : `[${name}]`;
  });
  return ["tntc", words(command), ...args, "[FLAGS]"].join(" ");
}

/** A flag as it is typed, and what it does: `-o, --output=text|json`. */
export function flagRow(flag: FlagEntry): Row {
  const value = flag.type === "boolean" ? "" : `=${flag.options?.join("|") ?? valueName(flag)}`;
  const long = `--${flag.allowNo ? "[no-]" : ""}${flag.name}${value}`;
  const notes = [
    flag.required ? "required" : "",
    flag.multiple ? "may be repeated" : "",
    flag.type === "option" && `${flag.default ?? ""}` !== "" ? `default: ${flag.default}` : "",
  ].filter((note) => note !== "");
  const meaning = flag.summary ?? flag.description ?? "";
  return [
    `${flag.char ? `-${flag.char}, ` : "    "}${long}`,
    notes.length > 0 ? `${meaning} (${notes.join("; ")})` : meaning,
  ];
}

/** A positional argument and what it means. */
export function argRow(arg: ArgEntry): Row {
  const preset = arg.default === undefined ? "" : ` (default: ${arg.default})`;
  return [arg.name.toUpperCase(), `${arg.description ?? ""}${preset}`];
}

/** The flags that every command takes. */
export function sharedFlags(commands: CommandEntry[]): FlagEntry[] {
  const shared = commands
    .flatMap(({ flags }) => Object.values(flags))
    .filter(({ helpGroup }) => helpGroup === "GLOBAL");
  return [...new Map(shared.map((flag) => [flag.name, flag])).values()];
}

// --- internal ---

function valueName({ helpValue }: FlagEntry): string {
  return (Array.isArray(helpValue) ? helpValue.join("|") : helpValue) ?? "VALUE";
}

function commandRow(command: CommandEntry): Row {
  return [words(command), command.summary ?? ""];
}

function words({ id }: CommandEntry): string {
  return id.replaceAll(":", " ");
}

function example_(example: string | { description: string; command: string }, command: CommandEntry): string {
  if (typeof example === "string") return `  ${fill(example, command)}`;
  return `  ${fill(example.description, command)}\n    ${fill(example.command, command)}`;
}

function fill(template: string, command: CommandEntry): string {
  return template.replaceAll(/<%= *config\.bin *%>/g, "tntc").replaceAll(/<%= *command\.id *%>/g, words(command));
}

function page({ heading }: HelpStyle, sections: [title: string, body: string][]): string {
  const filled = sections.filter(([, body]) => body.trim() !== "");
  return filled.map(([title, body]) => (title === "" ? body : `${heading(title)}\n${body}`)).join("\n\n");
}

function rows(entries: Row[], { width }: HelpStyle): string {
  const column = Math.min(34, Math.max(0, ...entries.map(([term]) => term.length)) + 4);
  return entries
    .map(([term, meaning]) => {
      const text = wrap(meaning, width - column, "").replaceAll("\n", `\n${" ".repeat(column)}`);
      const left = `  ${term}`;
      return left.length + 2 <= column ? `${left.padEnd(column)}${text}` : `${left}\n${" ".repeat(column)}${text}`;
    })
    .join("\n");
}

function wrap(text: string, width: number, indent: string): string {
  return text
    .split("\n")
    .map((line) => wrapLine(line, Math.max(30, width), indent))
    .join("\n");
}

function wrapLine(line: string, width: number, indent: string): string {
  if (line.length <= width) return indent + line;
  const lines = [""];
  for (const word of line.split(" ")) {
    const last = lines.at(-1) ?? "";
    if (last !== "" && last.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
  }
  return lines.map((text) => indent + text).join("\n");
}
