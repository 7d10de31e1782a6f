import type { CodeFile } from "../../bundle/canonical-tar.ts";
import { bundleModules } from "../../modules/bundle-modules.ts";
import { importMap, type Mapped } from "../../modules/import-map.ts";
import type { Lock } from "../../modules/lock.ts";
import { lockText } from "../../modules/lock-text.ts";
import { lockedLoad } from "../../modules/locked-load.ts";
import { moduleCache } from "../../modules/module-cache.ts";
import type { ModuleSource } from "../../modules/module-source.ts";
import { lockName } from "../../modules/parse-lock.ts";
import type { Pin } from "../../modules/pins.ts";

/** What is locked, by the mode that it travels in. */
export type FilesOfOptions =
  | { mode: "mirror"; lock: Lock; pinned: readonly Mapped[] }
  | { mode: "proxy"; lock: Lock; pinned: readonly Pin[] }
  | { mode: "bundled"; lock: Lock; pinned: readonly Pin[]; source: ModuleSource };

/** What packages add to the code: the import map, the lock, and in mode `bundled` the modules themselves. */
export async function filesOf(options: FilesOfOptions): Promise<CodeFile[]> {
  return [...(await mapAndModules(options)), file(lockName, lockText(options.lock))];
}

async function mapAndModules(options: FilesOfOptions): Promise<CodeFile[]> {
  if (options.mode === "bundled") {
    const { files, map } = await bundleModules(options.pinned, lockedLoad({ ...options, cache: moduleCache() }));
    return [...files, mapFile(map)];
  }
  if (options.mode === "mirror") return [mapFile(importMap(options.pinned))];
  return [mapFile(importMap(options.pinned.map(({ use, version, url }) => ({ use, version, address: url }))))];
}

function mapFile(text: string): CodeFile {
  return file("import_map.json", text);
}

function file(path: string, text: string): CodeFile {
  return { path, bytes: new TextEncoder().encode(text) };
}
