import { TentacularError } from "../errors.ts";
import { reportError } from "../output/report-error.ts";
import { nearest } from "../workflow/nearest.ts";
import type { Manifest } from "./manifest.ts";
import { wantsDebug, wantsJson } from "./wants.ts";

/** Says that there is no such command, and which one was likely meant. */
export function refuseUnknown(words: string[], argv: string[], manifest: Manifest): void {
  const error = words[0] === undefined ? missing() : unknown(words[0], Object.keys(manifest.commands));
  reportError(error, { command: "", json: wantsJson(argv), debug: wantsDebug(argv), startedAt: new Date() });
}

function missing(): TentacularError {
  return new TentacularError("No command is named", {
    code: "COMMAND-MISSING",
    remedy: "See: tntc --help",
    exit: "usage",
  });
}

function unknown(word: string, commands: string[]): TentacularError {
  const isFlag = word.startsWith("-");
  const meant = isFlag ? undefined : nearest(word, commands);
  return new TentacularError(`Unknown ${isFlag ? "flag" : "command"} "${word}"`, {
    code: isFlag ? "FLAG-UNKNOWN" : "COMMAND-UNKNOWN",
    remedy: `${meant ? `Did you mean "tntc ${meant.replaceAll(":", " ")}"? ` : ""}See: tntc --help`,
    exit: "usage",
  });
}
