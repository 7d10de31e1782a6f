import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { initSync, parse } from "cjs-module-lexer";
import type { Job } from "./job.ts";
import { named } from "./local-file.ts";

const identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;
const reserved = new Set(
  "await break case catch class const continue debugger default delete do else enum export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield".split(
    " ",
  ),
);

/** The names that a CommonJS file exports, also by way of files of its package that it hands on, in sorted order. */
export async function cjsNames(job: Job, main: string): Promise<string[]> {
  initSync();
  const names = new Set<string>();
  const files = new Set([main]);
  for (const file of files) {
    const importer = join(job.pkg.folder, file);
    const { exports, reexports } = parse(await readFile(importer, "utf8"));
    for (const name of exports) if (identifier.test(name) && !reserved.has(name)) names.add(name);
    for (const specifier of reexports) {
      const what = await named(job, { specifier, importer, dynamic: false });
      if ("file" in what && job.pkg.has(what.file)) files.add(what.file);
    }
  }
  return [...names].sort();
}
