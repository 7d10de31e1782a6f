import { join, posix } from "node:path";
import type { Entry } from "./conditions.ts";
import { entriesAt } from "./entries-at.ts";
import type { Job } from "./job.ts";
import { type Import, named } from "./local-file.ts";
import { stripExtension } from "./strip-extension.ts";

/** Whether what is imported becomes part of the module, by its path in the package, or stays an import. */
export type Decision = { bundle: string } | { external: string };

/**
 * Decides for one import. Files of the package join the module, except other entries of its `exports` and the files
 * that several entries share: those are modules of their own, so that no two of them hold the same state.
 */
export async function decide(job: Job, entry: Entry, found: Import, shared: ReadonlySet<string>): Promise<Decision> {
  const what = await named(job, found);
  if ("specifier" in what) return { external: what.specifier };
  const { pkg } = job;
  const path = what.file;
  if (path.endsWith(".node")) return { external: unsupported(job, path) };
  // "./index.mjs" that imports "./index.cjs" is one module in two forms.
  if (stripExtension(join(pkg.folder, path)) === stripExtension(found.importer)) return { bundle: path };
  const own = posix.join(pkg.name, job.subPath);
  const entries = entriesAt(pkg, path);
  const other = entries.find((name) => name !== own && name !== `${own}/index`);
  if (other) return { external: other };
  const short = path.slice("./".length);
  const joins = path === entry.main || entries.includes(own) || !found.dynamic;
  if (joins && !shared.has(short)) return { bundle: path };
  return { external: `${pkg.name}/${stripExtension(short, [".mjs", ".cjs", ".js"])}` };
}

function unsupported({ pkg, subPath }: Job, path: string): string {
  const importer = `${pkg.name}@${pkg.version}${subPath && `/${subPath}`}`;
  return `/error.js?type=unsupported-node-native-module&name=${posix.basename(path)}&importer=${importer}`;
}
