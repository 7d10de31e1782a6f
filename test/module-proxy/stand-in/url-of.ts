import { dirname, posix } from "node:path";
import semver from "semver";
import { builtPath, type Job, jobPath } from "./job.ts";
import type { Registry } from "./registry.ts";
import { stripExtension } from "./strip-extension.ts";

/** How a built module names another: as it stands in the code, and from the root of the server. */
export type ModuleUrl = { written: string; full: string; own: boolean };

/** The URL of what stays an import: another module of the package, another package, or one of Node's modules. */
export async function urlOf(registry: Registry, job: Job, specifier: string): Promise<ModuleUrl> {
  const { pkg, target } = job;
  if (/^(data|https?):|^\/error\.js/.test(specifier)) return plain(specifier);
  if (specifier.startsWith("file:"))
    return plain(`/error.js?type=unsupported-file-dependency&name=${specifier.slice(5)}`);
  if (specifier.startsWith("node:")) return plain(builtin(specifier, target));
  if (specifier === pkg.name || specifier.startsWith(`${pkg.name}/`)) {
    const full = builtPath(pkg.name, pkg.version, stripped(specifier.slice(pkg.name.length + 1)), target);
    const written = posix.relative(dirname(jobPath(job)), full);
    return { full, written: written.startsWith(".") ? written : `./${written}`, own: true };
  }
  return plain(await dependencyUrl(registry, job, specifier));
}

function plain(url: string): ModuleUrl {
  return { written: url, full: url, own: false };
}

function builtin(specifier: string, target: Job["target"]): string {
  const name = specifier.slice("node:".length);
  if (target === "deno") return `https://deno.land/std@0.177.1/node/${name}.ts`;
  return target === "denonext" || target === "node" ? specifier : `/node/${name}.mjs`;
}

/** A dependency keeps its range, unless the range holds what a path cannot. */
async function dependencyUrl(registry: Registry, { pkg, target }: Job, specifier: string): Promise<string> {
  const [, alias = "", sub = ""] = /^((?:@[^/]+\/)?[^/]+)\/?(.*)$/.exec(specifier) ?? [];
  const wanted = (pkg.manifest.dependencies[alias] ?? pkg.manifest.peerDependencies[alias] ?? "latest").trim();
  const [, name = alias, range = wanted] = /^npm:(@?[^@]+)@?(.*)$/.exec(wanted) ?? [];
  const subPath = stripped(sub);
  if (semver.valid(range) === range) return builtPath(name, range, subPath, target);
  const version = /[| ]/.test(range) ? `^${(await registry.release(name, range)).manifest.version}` : range;
  const id = ["", "*", "latest"].includes(version) ? name : `${name}@${version}`;
  return `/${id}${subPath && `/${subPath}`}?target=${target}`;
}

function stripped(path: string): string {
  return stripExtension(path, [".mjs", ".cjs", ".js"]);
}
