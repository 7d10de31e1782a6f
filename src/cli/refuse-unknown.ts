import { TentacularError } from "../errors.ts";
import { reportError } from "../output/report-error.ts";
import { nearest } from "../workflow/nearest.ts";
import type { Manifest } from "./manifest.ts";
import { wantsDebug, wantsJson } from "./wants.ts";

/** Says that there is no such command, and which one was likely meant. */
export function refuseUnknown(words: string[], argv: string[], manifest: Manifest): void {
  const word = words[0] ?? "";
  const isFlag = word.startsWith("-");
  const meant = isFlag ? undefined : nearest(word, Object.keys(manifest.commands));
  const error = new TentacularError(`Unknown ${isFlag ? "flag" : "command"} "${word}"`, {
    code: isFlag ? "FLAG-UNKNOWN" : "COMMAND-UNKNOWN",
    remedy: `${meant ? `Did you mean "tntc ${meant.replaceAll(":", " ")}"? ` : ""}See: tntc --help`,
    exit: "usage",
  });
  reportError(error, { command: "", json: wantsJson(argv), debug: wantsDebug(argv), startedAt: new Date() });
}
