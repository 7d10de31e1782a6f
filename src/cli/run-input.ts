import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { TentacularError } from "../errors.ts";

/** Where the input of a run comes from; `-` is standard input. */
export type RunInputFlags = { input?: string | undefined; "input-file"?: string | undefined };

/**
 * The input of a run as JSON text, checked but not changed. Nothing given is `{}`.
 *
 * @throws {TentacularError} `INPUT-INVALID` (usage), `INPUT-FILE-UNREADABLE` (notFound)
 */
export async function runInput(flags: RunInputFlags): Promise<string> {
  const { source, json } = await given(flags);
  if (json.trim() === "") return "{}";
  try {
    JSON.parse(json);
    return json;
  } catch (cause) {
    throw notJson(source, cause);
  }
}

function notJson(source: string, cause: unknown): TentacularError {
  // It quotes the text, line breaks included.
  const why = cause instanceof Error ? cause.message.replaceAll(/\s+/g, " ") : "";
  return new TentacularError(`The input ${source} is not JSON: ${why}`, {
    code: "INPUT-INVALID",
    remedy: `Write JSON, for example: {"name":"Ada"}`,
    exit: "usage",
    cause,
  });
}

async function given({ input, "input-file": file }: RunInputFlags): Promise<{ source: string; json: string }> {
  if (input === "-" || file === "-") return decoded("on standard input", await buffer(process.stdin));
  if (file !== undefined) return decoded(`in "${file}"`, await fileBytes(file));
  return { source: "of --input", json: input ?? "" };
}

/** Without the mark that some editors begin a file with. */
function decoded(source: string, bytes: Buffer): { source: string; json: string } {
  try {
    return { source, json: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    throw notJson(source, new Error("it is not UTF-8"));
  }
}

async function fileBytes(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new TentacularError(`The input file "${file}" cannot be read`, {
      code: "INPUT-FILE-UNREADABLE",
      remedy: "Name an existing file, or - for standard input",
      exit: "notFound",
      cause,
    });
  }
}
