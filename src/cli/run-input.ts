import { readFile } from "node:fs/promises";
import { text as textOf } from "node:stream/consumers";
import { TentacularError } from "../errors.ts";

/** Where the input of a run comes from; `-` is standard input. */
export type RunInputFlags = { input?: string | undefined; "input-file"?: string | undefined };

/**
 * The input of a run as JSON text, checked but not changed. Nothing given is `{}`.
 *
 * @throws {TentacularError} `INPUT-INVALID` (usage), `INPUT-FILE-UNREADABLE` (notFound)
 */
export async function runInput(flags: RunInputFlags): Promise<string> {
  const { source, json: text } = await given(flags);
  // Editors of Windows begin a file with a mark that is no JSON.
  const json = text.replace(/^\uFEFF/, "");
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
  if (input === "-" || file === "-") return { source: "on standard input", json: await textOf(process.stdin) };
  if (file !== undefined) return { source: `in "${file}"`, json: await fileText(file) };
  return { source: "of --input", json: input ?? "" };
}

async function fileText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw new TentacularError(`The input file "${file}" cannot be read`, {
      code: "INPUT-FILE-UNREADABLE",
      remedy: "Name an existing file, or - for standard input",
      exit: "notFound",
      cause,
    });
  }
}
