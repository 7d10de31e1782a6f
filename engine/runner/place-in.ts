import { folderUrl } from "./folder-url.ts";
import { messageOf } from "./message-of.ts";

/** Where in the workflow's folder an error comes from, and what it says; paths are relative to the folder. */
export type ErrorPlace = { message: string; file?: string; line?: number; column?: number; stack?: string };

const frame = /^\s*at (?:(.*?) \()?(file:\/\/\S+?):(\d+):(\d+)\)?$/;
const inMessage = /(file:\/\/\S+?):(\d+):(\d+)/;

/** Reads the user's own frames from an error; ours and Deno's are left out. Never throws, whatever was thrown. */
export function placeIn(dir: string, error: unknown): ErrorPlace {
  const base = folderUrl(dir);
  const text = messageOf(error);
  const message = text.replaceAll(base, "");
  const frames = stackOf(error)
    .split("\n")
    .map((line) => frame.exec(line))
    .flatMap((match) => (match?.[2]?.startsWith(base) ? [match] : []));
  const first = frames[0] ?? inMessageOf(text, base);
  if (first === undefined) return { message };
  const file = relative(first[2] ?? "", base);
  const stack = frames.map(([, name, url, line, column]) => {
    const place = `${relative(url ?? "", base)}:${line}:${column}`;
    return name ? `at ${name.replace(/^Module\./, "")} (${place})` : `at ${place}`;
  });
  return { message, file, line: Number(first[3]), column: Number(first[4]), stack: stack.join("\n") };
}

function inMessageOf(text: string, base: string): string[] | undefined {
  const [, url, line, column] = inMessage.exec(text) ?? [];
  return url?.startsWith(base) ? ["", "", url, line ?? "", column ?? ""] : undefined;
}

function relative(url: string, base: string): string {
  return decodeURIComponent(url.slice(base.length).replace(/\?.*$/, ""));
}

function stackOf(error: unknown): string {
  try {
    return error instanceof Error ? String(error.stack) : "";
  } catch {
    return "";
  }
}
