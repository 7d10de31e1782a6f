import { posix } from "node:path";
import type { Target } from "./manifest.ts";
import type { Package } from "./package.ts";
import { stripExtension } from "./strip-extension.ts";

const indexes = new WeakMap<Package, Map<string, string[]>>();

/** The entries of `exports` that lead to a file under any condition, as specifiers; those with a star do not count. */
export function entriesAt(pkg: Package, path: string): readonly string[] {
  const index = indexes.get(pkg) ?? indexOf(pkg);
  indexes.set(pkg, index);
  return index.get(stripExtension(path)) ?? [];
}

function indexOf(pkg: Package): Map<string, string[]> {
  const index = new Map<string, string[]>();
  for (const [name, target] of Object.entries(pkg.entries)) {
    if (name.includes("*")) continue;
    const specifier = posix.join(pkg.name, stripExtension(name));
    for (const path of new Set(pathsIn(target).map((one) => stripExtension(one)))) {
      index.set(path, [...(index.get(path) ?? []), specifier]);
    }
  }
  return index;
}

function pathsIn(target: Target): string[] {
  if (typeof target === "string") return [target];
  return target && typeof target === "object" ? Object.values(target).flatMap(pathsIn) : [];
}
