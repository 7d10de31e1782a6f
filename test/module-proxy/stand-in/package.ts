import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Manifest, Target } from "./manifest.ts";

/** A package that lies unpacked on disk. */
export type Package = {
  name: string;
  version: string;
  folder: string;
  manifest: Manifest;
  /** Its `exports` with one key per entry: "." and "./…". Empty if it has none. */
  entries: Record<string, Target>;
  /** Whether a file of the package exists, by its path in the package. */
  has(...path: string[]): boolean;
};

/** A package from its folder and its package.json. */
export function packageOf(folder: string, manifest: Manifest): Package {
  const version = manifest.version.replace(/^v/, "");
  const has = (...path: string[]) => isFile(join(folder, ...path));
  return { name: manifest.name, version, folder, manifest, entries: entriesOf(manifest.exports), has };
}

function entriesOf(exports: Target | undefined): Record<string, Target> {
  if (exports === undefined || exports === null || typeof exports === "boolean") return {};
  if (typeof exports === "string" || Array.isArray(exports)) return { ".": exports };
  const byPath = Object.keys(exports).some((key) => key.startsWith("."));
  return byPath ? exports : { ".": exports };
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}
