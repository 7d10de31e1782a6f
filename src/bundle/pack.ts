import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { TentacularError } from "../errors.ts";
import type { CodeFile } from "./canonical-tar.ts";
import { digestOf } from "./digest.ts";
import { type InlineFile, inlineFiles } from "./inline-file.ts";
import { modulesProblem } from "./modules-problem.ts";
import { sizeProblem } from "./size-problem.ts";

/** A workflow's code, ready to travel. */
export type Code = {
  /** `sha256:…` over the canonical tar of the files. */
  digest: string;
  files: InlineFile[];
  /** Text of the generated import map, which the digest covers and which travels beside the files. */
  importMap?: string;
  /** Sum of the files' sizes. */
  bytes: number;
};

/** What there is to pack: paths relative to the folder, with `/`. */
export type Packable = {
  dir: string;
  files: readonly string[];
  /** Files that come from us: they go before those of the folder. @default none */
  made?: readonly CodeFile[];
};

/** Where the engine looks for the import map. It is generated, so the folder of an author has none of its own. */
const importMapPath = "import_map.json";

/**
 * Reads a workflow's files (workflow.yaml and all that its nodes import) into the one form that is deployed.
 *
 * @throws {TentacularError} `CODE-TOO-LARGE`, `MODULES-TOO-LARGE`, `PATH-UNSAFE`, `PATH-TOO-LONG` (invalid); `FILE-MISSING` (notFound)
 *
 * @example
 * const code = await pack(await readWorkflow("."));
 */
export async function pack({ dir, files: paths, made = [] }: Packable): Promise<Code> {
  const own = paths.filter((path) => !made.some((file) => file.path === path));
  const files = [...(await Promise.all(own.map((path) => read(dir, path)))), ...made].sort(byPath);
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
  const map = files.find(({ path }) => path === importMapPath);
  const carried = files.filter((file) => file !== map);
  refuseTooLarge(carried.filter((file) => !made.includes(file)));
  const inline = inlineFiles(carried);
  if (made.length > 0) refuseTooMuch(carried, inline);
  return {
    digest: await digestOf(files),
    files: inline,
    ...(map ? { importMap: new TextDecoder().decode(map.bytes) } : {}),
    bytes,
  };
}

function byPath(a: CodeFile, b: CodeFile): number {
  return a.path < b.path ? -1 : 1;
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

/** Modules that travel with the code may be more than code: they are minified, and no author reads them in a release. */
function refuseTooMuch(files: readonly CodeFile[], inline: readonly InlineFile[]): void {
  const problem = modulesProblem(files, inline);
  if (problem) throw new TentacularError(problem.message, { ...problem, exit: "invalid" });
}
