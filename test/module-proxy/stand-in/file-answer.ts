import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Answer, answer, keep } from "./answer.ts";
import { Failure } from "./failure.ts";
import type { World } from "./world.ts";

/** A file of an exact version. */
export type PackageFile = { name: string; version: string; file: string; types: boolean };

/** A file as it lies in the package; JSON also as a module. */
export async function fileAnswer({ packages }: World, found: PackageFile, asModule: boolean): Promise<Answer> {
  const pkg = await packages.package(found.name, found.version);
  const headers = { "cache-control": keep.forever };
  if (!pkg.has(found.file)) throw new Failure(404, found.types ? "Types Not Found" : "File Not Found");
  const bytes = await readFile(join(pkg.folder, found.file));
  if (found.types) return answer("ts", bytes, headers);
  if (found.file.endsWith(".json"))
    return asModule ? answer("js", `export default ${bytes}`, headers) : answer("json", bytes, headers);
  return answer(/\.[mc]?js$/.test(found.file) ? "js" : "text", bytes, headers);
}
