import { posix } from "node:path";
import { entriesAt } from "./entries-at.ts";
import type { Package } from "./package.ts";
import { stripExtension } from "./strip-extension.ts";

/** Whether a path below a package is its main entry by another name, such as "dist/index". */
export function mainEntryName(pkg: Package, subPath: string): boolean {
  if (!subPath) return false;
  const { main, module } = pkg.manifest;
  const named = [main, module].some((path) => path && posix.normalize(stripExtension(path)) === subPath);
  return named || entriesAt(pkg, `./${subPath}`).includes(pkg.name);
}
