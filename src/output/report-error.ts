import { inspect } from "node:util";
import { type Exit, exitCodes, TentacularError } from "../errors.ts";
import type { Envelope } from "./envelope.ts";
import { paintFor } from "./paint.ts";

/** Whose error it is, and how to say it. */
export type ErrorContext = {
  /** The command's words; empty when none was recognised. */
  command: string;
  json: boolean;
  /** Show stacks and causes. */
  debug: boolean;
  startedAt: Date;
};

/** Says an error to people on stderr or to programs as an envelope on stdout, and sets the exit code. */
export function reportError(error: unknown, context: ErrorContext): void {
  const known = asTentacular(error);
  if (context.json) process.stdout.write(`${JSON.stringify(envelope(known, context))}\n`);
  else process.stderr.write(`${text(known)}\n`);
  if (context.debug) process.stderr.write(`${stackOf(error)}\n`);
  process.exitCode = exitCodes[known.exit].code;
}

/** An error that we did not foresee is a fault of ours. */
function asTentacular(error: unknown): TentacularError {
  if (error instanceof TentacularError) return error;
  const exit: Exit = "internal";
  const message = error instanceof Error ? error.message : String(error);
  return new TentacularError(message, {
    code: "INTERNAL",
    remedy: "Run it again with --debug, and please report what it says",
    exit,
    cause: error,
  });
}

function text({ message, code, remedy, place }: TentacularError): string {
  const paint = paintFor(process.stderr);
  const at = place ? [place.file, place.line, place.column].filter((part) => part !== undefined).join(":") : "";
  // The code belongs to the whole; at the end of a list it would read as part of its last line.
  const [first = "", ...more] = message.split("\n");
  const [head, colon] = first.endsWith(":") ? [first.slice(0, -1), ":"] : [first, ""];
  return [
    `${paint.red(paint.bold("Error:"))} ${head} ${paint.dim(`(${code})`)}${colon}`,
    ...more,
    ...(at === "" ? [] : [`  At: ${at}`]),
    `  Remedy: ${remedy}`,
  ].join("\n");
}

function envelope(error: TentacularError, { command, startedAt }: ErrorContext): Envelope {
  const { code, message, remedy, place, result } = error;
  const cause = error.cause instanceof Error ? error.cause.message.split("\n", 1)[0] : undefined;
  const timing = { startedAt: startedAt.toISOString(), durationMs: Date.now() - startedAt.getTime() };
  const said = { code, message, remedy, place, cause, result };
  return { version: "1", command, status: "fail", summary: message, hints: [remedy], timing, result: { error: said } };
}

/** Stack and causes, without the fields that the text has said already. */
function stackOf(error: unknown): string {
  const parts: string[] = [];
  for (let at = error, deep = 0; at !== undefined && deep < 8; deep++) {
    parts.push(at instanceof Error ? (at.stack ?? at.message) : inspect(at));
    at = at instanceof Error ? at.cause : undefined;
  }
  return parts.join("\nCaused by: ");
}
