import { posix } from "node:path";
import type { CodeFile } from "../bundle/canonical-tar.ts";
import type { Fetched } from "./fetch-module.ts";
import { importMap } from "./import-map.ts";
import { modulePath } from "./module-path.ts";
import type { Pin } from "./pins.ts";
import { sha256 } from "./sha256.ts";
import { type ModuleGraph, walkModules } from "./walk-modules.ts";

/** Modules as files of the code, and the import map that leads to them. */
export type BundledModules = { files: CodeFile[]; map: string };

/**
 * Brings all modules below some pins into the code, byte for byte as the lock has them. Their imports of each other are
 * mapped: rooted ones by the address that they have from a file, e.g. `file:///zod@3.25.76/denonext/zod.mjs`.
 */
export async function bundleModules(
  pinned: readonly Pin[],
  load: (url: string) => Promise<Fetched>,
): Promise<BundledModules> {
  const urls = pinned.map(({ url }) => url);
  const graph = await walkModules(urls, { load });
  const paths = await pathsOf(graph);
  const byPath = new Map([...graph.modules].map(([url, { bytes }]) => [paths.get(url) ?? "", bytes]));
  const files = [...byPath].map(([path, bytes]) => ({ path, bytes }));
  const mapped = pinned.map(({ use, version, url }) => ({ use, version, address: `./${pathOf(url, graph, paths)}` }));
  return { files, map: importMap(mapped, between(graph, paths)) };
}

async function pathsOf({ modules }: ModuleGraph): Promise<Map<string, string>> {
  const owners = new Map<string, string>();
  const paths = new Map<string, string>();
  for (const [url, { bytes }] of modules) {
    const hash = await sha256(bytes);
    const usual = modulePath(url, hash);
    // Two addresses may have one path, e.g. with and without a query; other bytes then lie under their hash.
    const path = (owners.get(usual) ?? hash) === hash ? usual : `modules/${hash.slice(0, 24)}.mjs`;
    owners.set(path, hash);
    paths.set(url, path);
  }
  return paths;
}

/** Undefined for what only an `import()` asks for and nobody has. */
function pathOf(url: string, graph: ModuleGraph, paths: ReadonlyMap<string, string>): string | undefined {
  const redirect = graph.redirects[url];
  return redirect === undefined ? paths.get(url) : pathOf(redirect, graph, paths);
}

function between(graph: ModuleGraph, paths: ReadonlyMap<string, string>): Record<string, string> {
  const keys = [...graph.modules].flatMap(([url, { imports }]) =>
    imports.flatMap((each): [string, string][] => {
      const to = pathOf(each.url, graph, paths);
      const key = keyOf(each.specifier, paths.get(url) ?? "");
      return to === undefined || key === `./${to}` ? [] : [[key, `./${to}`]];
    }),
  );
  return Object.fromEntries(keys);
}

/** What Deno makes of a specifier in a file of ours, before it looks into the map. */
function keyOf(specifier: string, from: string): string {
  if (specifier.startsWith("/")) return `file://${specifier}`;
  if (!specifier.startsWith(".")) return specifier;
  const [path = "", query] = specifier.split("?");
  return `./${posix.join(posix.dirname(from), path)}${query === undefined ? "" : `?${query}`}`;
}
