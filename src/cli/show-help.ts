import { paintFor } from "../output/paint.ts";
import { commandHelp, rootHelp } from "./help-text.ts";
import type { CommandEntry, Manifest } from "./manifest.ts";
import { printNow } from "./print-now.ts";
import { terminal } from "./terminal.ts";

const readable = 100;

/** Prints the page of a command, or of the program, as wide as the terminal allows. */
export function showHelp(manifest: Manifest, command?: CommandEntry): void {
  const screen = terminal();
  const style = { width: Math.min(screen?.columns ?? readable, readable), heading: paintFor(screen ?? {}).bold };
  printNow(`${command ? commandHelp(command, style) : rootHelp(manifest, style)}\n`);
}
