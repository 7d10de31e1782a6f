import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { TentacularError } from "../errors.ts";
import type { CodeFile } from "./canonical-tar.ts";
import { digestOf } from "./digest.ts";
import { type InlineFile, inlineFiles } from "./inline-file.ts";

/** A workflow's code, ready to travel. */
export type Code = {
  /** `sha256:…` over the canonical tar of the files. */
  digest: string;
  files: InlineFile[];
  /** Sum of the files' sizes. */
  bytes: number;
};

/** What there is to pack: paths relative to the folder, with `/`. */
export type Packable = { dir: string; files: readonly string[] };

/** Above this, a Helm release would become too large to keep ten of. */
const mostBytes = 128 * 1024;

/**
 * Reads a workflow's files (workflow.yaml and all that its nodes import) into the one form that is deployed.
 *
 * @throws {TentacularError} `CODE-TOO-LARGE`, `PATH-UNSAFE`, `PATH-TOO-LONG` (invalid); `FILE-MISSING` (notFound)
 *
 * @example
 * const code = await pack(await readWorkflow("."));
 */
export async function pack({ dir, files: paths }: Packable): Promise<Code> {
  const files = await Promise.all([...paths].sort().map((path) => read(dir, path)));
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
  if (bytes > mostBytes) throw tooLarge(files, bytes);
  return { digest: await digestOf(files), files: inlineFiles(files), bytes };
}

async function read(dir: string, path: string): Promise<CodeFile> {
  try {
    return { path, bytes: new Uint8Array(await readFile(join(dir, path))) };
  } catch (cause) {
    throw new TentacularError(`File "${path}" cannot be read`, {
      code: "FILE-MISSING",
      exit: "notFound",
      place: { file: path },
      remedy: "Restore the file, or remove what imports it",
      cause,
    });
  }
}

function tooLarge(files: readonly CodeFile[], bytes: number): TentacularError {
  const largest = [...files].sort((a, b) => b.bytes.length - a.bytes.length).slice(0, 3);
  const named = largest.map((file) => `"${file.path}" (${kib(file.bytes.length)})`).join(", ");
  return new TentacularError(
    `The workflow's code is ${kib(bytes)} in ${files.length} files, and a release holds ${kib(mostBytes)}; the largest are ${named}`,
    {
      code: "CODE-TOO-LARGE",
      exit: "invalid",
      remedy: "Make the files smaller or import less; bundles for larger code come with a later version",
      result: {
        bytes,
        limit: mostBytes,
        largest: largest.map(({ path, bytes: { length } }) => ({ path, bytes: length })),
      },
    },
  );
}

function kib(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KiB`;
}
