import { join, relative } from "node:path";
import { build, type Plugin } from "esbuild";
import type { BuildTarget } from "./build-target.ts";
import type { Entry } from "./conditions.ts";
import { decide } from "./decide.ts";
import { entryOf } from "./entry-of.ts";
import type { Job } from "./job.ts";
import { type Import, named } from "./local-file.ts";
import type { Target } from "./manifest.ts";
import type { Package } from "./package.ts";
import { stripExtension } from "./strip-extension.ts";
import { type Users, usedApart } from "./used-apart.ts";

const known = new WeakMap<Package, Map<BuildTarget, Promise<ReadonlySet<string>>>>();

/** The files of a package that must be modules of their own, because several of its entries import them. */
export function sharedFiles(pkg: Package, target: BuildTarget): Promise<ReadonlySet<string>> {
  const byTarget = known.get(pkg) ?? new Map<BuildTarget, Promise<ReadonlySet<string>>>();
  known.set(pkg, byTarget);
  const shared = byTarget.get(target) ?? analyse(pkg, target);
  byTarget.set(target, shared);
  return shared;
}

async function analyse(pkg: Package, target: BuildTarget): Promise<ReadonlySet<string>> {
  const jobs = entryNames(pkg).map((subPath) => ({ pkg, subPath, target }));
  // The real server splits no package that lists its side effects.
  if (jobs.length < 2 || Array.isArray(pkg.manifest.sideEffects)) return new Set();
  const entries = await Promise.all(jobs.map((job) => entryOf(pkg, job.subPath, target)));
  const imports = await importsOf({ pkg, subPath: "", target }, entries.map(({ main }) => main).filter(isCode));
  const users = new Map<string, Users>();
  for (const [index, entry] of entries.entries()) {
    const job = jobs[index];
    if (job && isCode(entry.main)) await walk(job, entry, imports, users);
  }
  return usedApart(users);
}

function entryNames({ entries }: Package): string[] {
  const plain = Object.entries(entries).filter(([name, to]) => !name.includes("*") && isCode(name) && hasCode(to));
  const names = plain.map(([name]) => (name === "." ? "" : stripExtension(name.slice(2), [".mjs", ".cjs", ".js"])));
  return [...new Set(names)];
}

function isCode(path: string): boolean {
  return path !== "" && !/\.(json|css|wasm|d\.[mc]?ts)$/.test(path);
}

function hasCode(target: Target): boolean {
  if (typeof target === "string") return isCode(target);
  const names = target && typeof target === "object" ? Object.keys(target) : [];
  return !(names.length === 1 && names[0] === "types");
}

/** What each file imports, found in one pass over all that can be reached. */
async function importsOf(job: Job, mains: readonly string[]): Promise<Map<string, Import[]>> {
  const imports = new Map<string, Import[]>();
  const collect: Plugin = {
    name: "collect",
    setup({ onResolve }) {
      onResolve({ filter: /.*/ }, async ({ path, importer, kind }) => {
        if (kind === "entry-point") return { path };
        const found = { specifier: path, importer, dynamic: kind === "dynamic-import" };
        imports.set(importer, [...(imports.get(importer) ?? []), found]);
        const what = await named(job, found);
        const local = "file" in what && isCode(what.file) && job.pkg.has(what.file);
        return local ? { path: join(job.pkg.folder, what.file) } : { path, external: true };
      });
    },
  };
  const entryPoints = [...new Set(mains)].map((main) => join(job.pkg.folder, main));
  const options = { bundle: true, write: false, outdir: "/esbuild", logLevel: "silent" } as const;
  // What cannot be parsed is no reason to refuse the rest: it fails when it is built itself.
  await build({ ...options, entryPoints, plugins: [collect] }).catch(() => {});
  return imports;
}

/** Notes which files become part of an entry, and who imports them there. */
async function walk(job: Job, entry: Entry, imports: Map<string, Import[]>, users: Map<string, Users>): Promise<void> {
  const seen = new Set([entry.main]);
  for (const file of seen) {
    const importer = join(job.pkg.folder, file);
    for (const found of imports.get(importer) ?? []) {
      const decision = await decide(job, entry, found, new Set());
      if (!("bundle" in decision) || decision.bundle === entry.main || !job.pkg.has(decision.bundle)) continue;
      const used = decision.bundle.slice("./".length);
      const user = users.get(used) ?? { entries: new Set(), importers: new Set() };
      users.set(used, user);
      user.entries.add(job.subPath);
      user.importers.add(relative(job.pkg.folder, importer));
      seen.add(decision.bundle);
    }
  }
}
