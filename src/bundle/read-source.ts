import { closeSync, openSync, readdirSync, readSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, join, parse, sep } from "node:path";
import { nearest } from "../workflow/nearest.ts";
import { textOf } from "../workflow/text-of.ts";

/** A file of the workflow as text, or why there is none. */
export type Source = { text: string } | SourceProblem;

/** Why a file cannot be used, and where in it, if it is its content. */
export type SourceProblem = {
  code: string;
  message: string;
  remedy: string;
  at?: { line: number; column: number };
};

/**
 * Reads one file of a folder, at most `maxBytes` of it. Only regular files inside the folder are opened, also behind
 * links, so that no pipe or device can hold us up. Synchronous, for small files one after the other come sooner so.
 */
export function readSource(folder: string, path: string, maxBytes: number): Source {
  const refused = whyNot(folder, path, maxBytes);
  if (refused) return refused;
  const bytes = readBounded(join(folder, path), maxBytes);
  if (!bytes) return tooLarge(path, maxBytes);
  const decoded = textOf(bytes);
  if ("text" in decoded) return decoded;
  const { code, message, remedy, offset } = decoded;
  const before = bytes.subarray(0, offset);
  const line = before.reduce((lines, byte) => lines + (byte === 10 ? 1 : 0), 1);
  return { code, message, remedy, at: { line, column: before.length - before.lastIndexOf(10) } };
}

function whyNot(folder: string, path: string, maxBytes: number): SourceProblem | undefined {
  try {
    const real = realpathSync.native(join(folder, path));
    if (!real.startsWith(folder.endsWith(sep) ? folder : folder + sep)) return outside(path);
    const found = statSync(real);
    if (found.isDirectory()) return problem("FILE-IS-FOLDER", `"${path}" is a folder, not a file`, "Name a file");
    if (!found.isFile())
      return problem("FILE-SPECIAL", `"${path}" is not a regular file`, "Put a plain file in its place");
    return found.size > maxBytes ? tooLarge(path, maxBytes) : undefined;
  } catch (error) {
    return unreadable(folder, path, error);
  }
}

function readBounded(path: string, maxBytes: number): Uint8Array | undefined {
  const file = openSync(path, "r");
  try {
    const buffer = new Uint8Array(maxBytes + 1);
    const bytesRead = readSync(file, buffer, 0, buffer.length, 0);
    return bytesRead > maxBytes ? undefined : buffer.subarray(0, bytesRead);
  } finally {
    closeSync(file);
  }
}

function unreadable(folder: string, path: string, error: unknown): SourceProblem {
  const code = error instanceof Error && "code" in error ? String(error.code) : String(error);
  if (code === "ELOOP")
    return problem("FILE-LOOP", `"${path}" is a link that leads back to itself`, "Put a plain file in its place");
  if (code === "EACCES" || code === "EPERM")
    return problem("FILE-FORBIDDEN", `"${path}" may not be read`, `Allow it: chmod u+r ${path}`);
  if (code === "ENOENT" || code === "ENOTDIR") {
    const similar = similarFile(folder, path);
    const remedy = similar ? `Did you mean "${similar}"?` : "Create it, or correct the path";
    return problem("FILE-MISSING", `There is no file "${path}"`, remedy);
  }
  return problem("FILE-UNREADABLE", `"${path}" cannot be read: ${code}`, "Put a plain file in its place");
}

/** The file beside it with nearly that name, or with that name and another extension. */
function similarFile(folder: string, path: string): string | undefined {
  const beside = filesIn(join(folder, dirname(path)));
  const meant = beside.find((name) => parse(name).name === parse(path).name) ?? nearest(basename(path), beside);
  return meant && join(dirname(path), meant);
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function outside(path: string): SourceProblem {
  return problem(
    "FILE-OUTSIDE",
    `"${path}" is a link that leads out of the workflow's folder`,
    "Copy the file into the folder",
  );
}

function tooLarge(path: string, maxBytes: number): SourceProblem {
  const message = `"${path}" is larger than ${Math.round(maxBytes / 1024)} KiB`;
  return problem("FILE-TOO-LARGE", message, "Make it smaller; data belongs elsewhere");
}

function problem(code: string, message: string, remedy: string): SourceProblem {
  return { code, message, remedy };
}
