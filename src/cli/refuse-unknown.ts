import { TentacularError } from "../errors.ts";
import { reportError } from "../output/report-error.ts";
import { nearest } from "../workflow/nearest.ts";
import { commandsIn } from "./commands-in.ts";
import type { Manifest } from "./manifest.ts";
import { wantsDebug, wantsJson } from "./wants.ts";

/** Says that there is no such command, and which one was likely meant. */
export function refuseUnknown(words: string[], argv: string[], manifest: Manifest): void {
  const error = words[0] === undefined ? missing() : unknown(words[0], words[1], manifest);
  reportError(error, { command: "", json: wantsJson(argv), debug: wantsDebug(argv), startedAt: new Date() });
}

function missing(): TentacularError {
  return new TentacularError("No command is named", {
    code: "COMMAND-MISSING",
    remedy: "See: tntc --help",
    exit: "usage",
  });
}

function unknown(first: string, second: string | undefined, manifest: Manifest): TentacularError {
  if (first.startsWith("-")) return unknownFlag(first, manifest);
  const group = commandsIn(first, manifest).map(({ id }) => id.replaceAll(":", " "));
  const known = Object.keys(manifest.commands).flatMap((id) => [id, id.replace(/:.*$/, "")]);
  if (group.length === 0 || second === undefined) return unknownCommand(first, known);
  return unknownCommand(`${first} ${second}`, group, `${first} `);
}

function unknownCommand(typed: string, known: string[], group = ""): TentacularError {
  const close = nearest(
    typed.slice(group.length),
    known.map((id) => id.slice(group.length)),
  );
  const meant = close === undefined ? "" : `Did you mean "tntc ${group}${close.replaceAll(":", " ")}"? `;
  return new TentacularError(`Unknown command "${typed}"`, {
    code: "COMMAND-UNKNOWN",
    remedy: `${meant}See: tntc ${group}--help`,
    exit: "usage",
  });
}

function unknownFlag(flag: string, { commands }: Manifest): TentacularError {
  const shared = Object.values(commands).flatMap(({ flags }) => Object.values(flags).filter((each) => each.helpGroup));
  const known = ["version", "help", ...shared.map(({ name }) => name)];
  const meant = flag.startsWith("--") ? nearest(flag.slice(2).replace(/=.*$/s, ""), known) : undefined;
  return new TentacularError(`Unknown flag "${flag}"`, {
    code: "FLAG-UNKNOWN",
    remedy: `${meant ? `Did you mean "--${meant}"? ` : ""}See: tntc --help`,
    exit: "usage",
  });
}
