import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { TentacularError } from "../errors.ts";
import type { CodeFile } from "./canonical-tar.ts";
import { digestOf } from "./digest.ts";
import { type InlineFile, inlineFiles } from "./inline-file.ts";
import { sizeProblem } from "./size-problem.ts";

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
  refuseTooLarge(files);
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

function refuseTooLarge(files: readonly CodeFile[]): void {
  const problem = sizeProblem(files.map(({ path, bytes }) => ({ path, bytes: bytes.length })));
  if (problem) throw new TentacularError(problem.message, { ...problem, exit: "invalid" });
}
