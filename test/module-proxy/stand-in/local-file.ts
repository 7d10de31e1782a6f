import { builtinModules } from "node:module";
import { isAbsolute, join, posix, relative } from "node:path";
import { entryOf } from "./entry-of.ts";
import type { Job } from "./job.ts";
import type { Target } from "./manifest.ts";
import { stripExtension } from "./strip-extension.ts";

/** An import as it stands in a file; the importer is an absolute path. */
export type Import = { specifier: string; importer: string; dynamic: boolean };

/** What an import names: a file, by its path in the package, or something else by a normalised specifier. */
export type Named = { file: string } | { specifier: string };

const builtins = new Set(builtinModules);

/** @throws {Error} if it leads out of the package */
export async function named(job: Job, found: Import): Promise<Named> {
  if (/^(data|https?|file):/.test(found.specifier)) return { specifier: found.specifier };
  const specifier = mapped(job, normalized(found.specifier));
  if (!specifier.startsWith(".") && !isAbsolute(specifier)) return { specifier };
  const file = isAbsolute(specifier) ? specifier : join(found.importer, "..", specifier);
  const path = `./${relative(job.pkg.folder, file)}`;
  if (path.startsWith("./..")) throw new Error(`could not resolve module ${specifier}`);
  return { file: await fileAt(job, path) };
}

/** A path without extension, or that of a folder, leads to a file as in Node. */
async function fileAt(job: Job, path: string): Promise<string> {
  if (posix.extname(path) !== "" && job.pkg.has(path)) return path;
  const subPath = stripExtension(path.slice("./".length), [".mjs", ".cjs", ".js"]);
  const { main } = await entryOf(job.pkg, subPath, job.target);
  return main || path;
}

function normalized(specifier: string): string {
  if (specifier === ".") return "./index";
  if (specifier === "..") return "../index";
  const plain = specifier.replace(/^npm:/, "").replace(/(?<=[^/])\/$/, "");
  return builtins.has(plain) ? `node:${plain}` : plain;
}

/** The `imports` of package.json give names to files and to other packages. */
function mapped({ pkg, target }: Job, specifier: string): string {
  const found = pkg.manifest.imports[specifier];
  const own = target.startsWith("deno") ? "deno" : target === "node" ? "node" : "browser";
  const names = [own, "module", "import", "default"];
  const to = isConditions(found) ? names.map((name) => found[name]).find((one) => typeof one === "string") : found;
  if (typeof to !== "string") return specifier;
  return to.startsWith("./") ? join(pkg.folder, to) : normalized(to);
}

function isConditions(found: Target | undefined): found is Record<string, Target> {
  return typeof found === "object" && found !== null && !Array.isArray(found);
}
