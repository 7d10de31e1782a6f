import { paintFor } from "../output/paint.ts";
import { commandHelp, groupHelp, type HelpOptions, rootHelp } from "./help-text.ts";
import type { CommandEntry, Manifest } from "./manifest.ts";
import { printNow } from "./print-now.ts";
import { terminal } from "./terminal.ts";

const readable = 100;

/** What a page is about: a command, or the first word of several. @default the program */
type Subject = { command?: CommandEntry; group?: string };

/** Prints the page of a command, of a group of them, or of the program, as wide as the terminal allows. */
export function showHelp(manifest: Manifest, subject: Subject): void {
  const screen = terminal();
  const style = { width: Math.min(screen?.columns ?? readable, readable), heading: paintFor(screen ?? {}).bold };
  printNow(`${pageOf(subject, { manifest, style })}\n`);
}

function pageOf({ command, group }: Subject, options: HelpOptions): string {
  if (command) return commandHelp(command, options);
  return group ? groupHelp(group, options) : rootHelp(options);
}
