import { readFile } from "node:fs/promises";
import { join, posix } from "node:path";
import { type BuildFailure, type BuildOptions, build, type Plugin } from "esbuild";
import { cjsNames } from "./cjs-names.ts";
import type { Entry } from "./conditions.ts";
import type { Config } from "./config.ts";
import { decide } from "./decide.ts";
import { entryOf } from "./entry-of.ts";
import { Failure } from "./failure.ts";
import { type Job, jobPath } from "./job.ts";
import { requireLexerProgram } from "./lexer-program.ts";
import { moduleHeader, type Required } from "./module-header.ts";
import { moduleShape } from "./module-shape.ts";
import { nodeNames } from "./node-names.ts";
import type { Registry } from "./registry.ts";
import { sharedFiles } from "./shared-files.ts";
import { type ModuleUrl, urlOf } from "./url-of.ts";

/** A built module; `imports` are the paths from the root that it imports, sorted. */
export type Built = { code: string; map?: string; imports: string[]; exportDefault: boolean; entry: Entry };

type Seen = { required: Map<string, ModuleUrl>; imported: ModuleUrl[] };

/**
 * Builds one module of a package with esbuild: the same package and version yield the same bytes.
 *
 * @throws {Failure} 404 if there is nothing to build, 500 with what esbuild says
 */
export async function buildModule(config: Config, registry: Registry, job: Job): Promise<Built> {
  const entry = await entryOf(job.pkg, job.subPath, job.target);
  if (!entry.main && !entry.types) throw new Failure(404, "could not resolve build entry");
  if (!entry.main) return { code: "export default null;\n", imports: [], exportDefault: false, entry };
  if (entry.main.endsWith(".json")) return jsonModule(job, entry);
  const shape = await moduleShape(job.pkg, entry.main);
  const seen: Seen = { required: new Map(), imported: [] };
  const shared = await sharedFiles(job.pkg, job.target);
  if (!shape.esm) await requireLexerProgram(config.workDir);
  const input = shape.esm ? { entryPoints: [join(job.pkg.folder, entry.main)] } : await cjsInput(job, entry);
  const { js, map } = await bundle({
    ...optionsFor(config, job),
    ...input,
    plugins: [linker(registry, job, entry, shared, seen)],
  });
  const required = [...seen.required].map(([specifier, { written }]): Required => ({ specifier, written }));
  const header = moduleHeader(job, js, required);
  const imported = seen.imported.filter(({ written }) => js.includes(`"${written}"`));
  const imports = [...seen.required.values(), ...imported].map(({ full }) => full).filter((url) => url.startsWith("/"));
  return {
    code: header + js + (map ? `//# sourceMappingURL=${posix.basename(jobPath(job))}.map` : ""),
    ...(map && { map: shifted(map, header) }),
    imports: [...new Set(imports)].sort(),
    exportDefault: !shape.esm || shape.exports.includes("default"),
    entry,
  };
}

async function jsonModule(job: Job, entry: Entry): Promise<Built> {
  const json = await readFile(join(job.pkg.folder, entry.main), "utf8");
  return { code: `export default ${json}`, imports: [], exportDefault: true, entry };
}

/** CommonJS code has no exports to keep, so a module that names them stands before it. */
async function cjsInput(job: Job, entry: Entry): Promise<BuildOptions> {
  const names = await cjsNames(job, entry.main);
  const named = names.length > 0 ? `export const { ${names.join(",")} } = cjsm;` : "";
  const contents = `import * as cjsm from "${entry.main}";${named}export default cjsm.default ?? cjsm;`;
  return { stdin: { sourcefile: "endpoint.js", contents, resolveDir: job.pkg.folder } };
}

function optionsFor(config: Config, job: Job): BuildOptions {
  return {
    absWorkingDir: join(job.pkg.folder, "..", ...job.pkg.name.split("/").map(() => "..")),
    preserveSymlinks: true,
    bundle: true,
    format: "esm",
    target: job.target.startsWith("es") ? job.target : "es2022",
    platform: job.target === "node" ? "node" : "browser",
    define: nodeNames(job),
    supported: { bigint: true, "top-level-await": true },
    jsx: "automatic",
    minify: config.minify,
    ...(config.sourceMap && { sourcemap: "external" }),
  };
}

async function bundle(options: BuildOptions): Promise<{ js: string; map: string | undefined }> {
  const result = await build({ ...options, write: false, outdir: "/esbuild", logLevel: "silent" }).catch(
    ({ errors }: BuildFailure) => {
      throw new Failure(500, `esbuild: ${errors[0]?.text}`);
    },
  );
  const text = (ending: string) => result.outputFiles?.find(({ path }) => path.endsWith(ending))?.text;
  return { js: text(".js") ?? "", map: text(".js.map") };
}

/** Decides for every import, and remembers those that stay. */
function linker(registry: Registry, job: Job, entry: Entry, shared: ReadonlySet<string>, seen: Seen): Plugin {
  const { pkg } = job;
  return {
    name: "linker",
    setup({ onResolve }) {
      onResolve({ filter: /.*/ }, async ({ path, importer, kind }) => {
        if (kind === "entry-point") return { path };
        if (path === entry.main && importer === "endpoint.js") return { path: join(pkg.folder, path) };
        const found = { specifier: path, importer, dynamic: kind === "dynamic-import" };
        const decision = await decide(job, entry, found, shared);
        if ("bundle" in decision && pkg.has(decision.bundle)) return { path: join(pkg.folder, decision.bundle) };
        const specifier = "bundle" in decision ? `${pkg.name}/${decision.bundle.slice(2)}` : decision.external;
        const url = await urlOf(registry, job, specifier);
        const sideEffects = !url.own || pkg.manifest.sideEffects !== false;
        if (kind === "import-statement") seen.imported.push(url);
        if (kind !== "require-call") return { path: url.written, external: true, sideEffects };
        seen.required.set(specifier, url);
        return { path: specifier, external: true, sideEffects };
      });
    },
  };
}

/** A source map for code that has more lines before it. */
function shifted(map: string, header: string): string {
  const lines = header.split("\n").length - 1;
  return map.replace('"mappings": "', `"mappings": "${";".repeat(lines)}`);
}
