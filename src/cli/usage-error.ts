import { TentacularError } from "../errors.ts";
import { nearest } from "../workflow/nearest.ts";

/** What oclif's parser says of a command line; its error classes differ only in these. */
type ParserError = Error & { flags?: string[]; args?: { name: string }[] | string[] };

/** The command whose line it was: its words, and the flags that it knows. */
type Spoken = { command: string; flags: string[] };

type Finding = { message: string; code: string; remedy: string };

/** Translates an error of the command-line parser: a wrong word is named, with the word that was likely meant. */
export function usageError(error: Error, { command, flags }: Spoken): TentacularError {
  const seeHelp = `See: tntc ${command} --help`;
  const { message, code, remedy } = findingOf(error, flags, seeHelp);
  return new TentacularError(message, { code, remedy, exit: "usage", cause: error });
}

function findingOf(error: ParserError, flags: string[], seeHelp: string): Finding {
  switch (error.constructor.name) {
    case "NonExistentFlagsError":
      return unknownFlag(error.flags?.[0] ?? "", flags, seeHelp);
    case "RequiredArgsError":
      return missingArguments(error, seeHelp);
    case "UnexpectedArgsError":
      return { message: `Unexpected argument ${quoted(error.args)}`, code: "ARGUMENT-UNEXPECTED", remedy: seeHelp };
    default:
      return wrongValue(firstLine(error.message), seeHelp);
  }
}

/** The parser says what a value may be in several ways; we say it in one. */
function wrongValue(said: string, seeHelp: string): Finding {
  return (
    notAllowed(said) ??
    wrongNumber(said) ??
    missingValue(said, seeHelp) ??
    twice(said) ??
    excluding(said) ??
    otherwise(said, seeHelp)
  );
}

function notAllowed(said: string): Finding | undefined {
  const [, flag, value, allowed] = said.match(/^Expected (?:(--[^=]+)=)?(.*) to be one of: (.*)$/) ?? [];
  if (allowed === undefined) return undefined;
  const message = flag ? `Flag "${flag}" cannot be "${value}"` : `"${value}" is not possible here`;
  return { message, code: "VALUE-INVALID", remedy: `Use one of: ${allowed}` };
}

function wrongNumber(said: string): Finding | undefined {
  const expected =
    /^Flag "(--\S+)": Expected an integer (?:(greater|less) than or equal to (\S+) )?but received: (.*)$/;
  const [, flag, side, limit, value] = said.match(expected) ?? [];
  if (flag === undefined) return undefined;
  const bound = side === undefined ? "" : `, ${side === "greater" ? "at least" : "at most"} ${limit}`;
  return {
    message: `Flag "${flag}" cannot be "${value}"`,
    code: "VALUE-INVALID",
    remedy: `Use a whole number${bound}`,
  };
}

function missingValue(said: string, seeHelp: string): Finding | undefined {
  const [, flag, , options] = said.match(/^Flag (--\S+) expects (a value|one of these values: (.*))$/) ?? [];
  if (flag === undefined) return undefined;
  const remedy = options ? `Use one of: ${options}` : seeHelp;
  return { message: `Flag "${flag}" needs a value`, code: "VALUE-MISSING", remedy };
}

function twice(said: string): Finding | undefined {
  const [, flag] = said.match(/^Flag (--\S+) can only be specified once$/) ?? [];
  return flag ? { message: `Flag "${flag}" stands there twice`, code: "FLAG-TWICE", remedy: "Say it once" } : undefined;
}

function excluding(said: string): Finding | undefined {
  const [, one, other] = said.match(/^(--[^=\s]+)(?:=.*)? cannot also be provided when using (--\S+)$/s) ?? [];
  if (one === undefined) return undefined;
  return {
    message: `Flags "${one}" and "${other}" exclude each other`,
    code: "FLAGS-EXCLUDE",
    remedy: "Leave out one of the two",
  };
}

/** A flag of ours that reads its value itself says so in our words: `Flag "--since": "zz" is not a time …`. */
function otherwise(said: string, seeHelp: string): Finding {
  return { message: said, code: "USAGE", remedy: seeHelp };
}

function unknownFlag(given: string, flags: string[], seeHelp: string): Finding {
  const flag = given.replace(/=.*$/s, "");
  const meant = nearest(flag.replace(/^-+/, ""), flags);
  const remedy = meant && flag.startsWith("--") ? `Did you mean "--${meant}"? ${seeHelp}` : seeHelp;
  return { message: `Unknown flag "${flag}"`, code: "FLAG-UNKNOWN", remedy };
}

function missingArguments(error: ParserError, seeHelp: string): Finding {
  const names = quoted(error.args).toUpperCase();
  const plural = (error.args?.length ?? 1) > 1;
  return { message: `Missing argument${plural ? "s" : ""} ${names}`, code: "ARGUMENT-MISSING", remedy: seeHelp };
}

function quoted(args: ParserError["args"]): string {
  return (args ?? []).map((arg) => `"${typeof arg === "string" ? arg : arg.name}"`).join(", ");
}

/** The parser's own words, in our grammar: `Expected --output=x to be one of: text, json`. */
function firstLine(message: string): string {
  const lines = message
    .replace(/\nSee more help with --help$/, "")
    .replace(/^Parsing (--\S+)\s*/, 'Flag "$1": ')
    .split("\n")
    .map((line) => line.trim());
  return lines.filter((line) => line !== "" && !/^The following errors? occurred:$/.test(line)).join("; ");
}
