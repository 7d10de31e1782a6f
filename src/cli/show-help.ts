import { paintFor } from "../output/paint.ts";
import { commandHelp, rootHelp } from "./help-text.ts";
import type { CommandEntry, Manifest } from "./manifest.ts";

const readable = 100;

/** Prints the page of a command, or of the program, as wide as the terminal allows. */
export function showHelp(manifest: Manifest, command?: CommandEntry): void {
  const { bold } = paintFor(process.stdout);
  const style = { width: Math.min(process.stdout.columns ?? readable, readable), heading: bold };
  process.stdout.write(`${command ? commandHelp(command, style) : rootHelp(manifest, style)}\n`);
}
