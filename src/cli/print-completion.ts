import { complete } from "./complete.ts";
import type { Manifest } from "./manifest.ts";
import { printNow } from "./print-now.ts";

/** Answers the scripts in `completion/`: a word a line, its meaning behind a tab; or what kind of path to complete. */
export function printCompletion(typed: string[], manifest: Manifest): void {
  const found = complete(typed, manifest);
  const lines =
    typeof found === "string" ? [found] : found.map(({ word, meaning }) => `${word}\t${firstLine(meaning)}`);
  printNow(lines.map((line) => `${line}\n`).join(""));
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}
