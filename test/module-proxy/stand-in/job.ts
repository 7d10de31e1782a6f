import { posix } from "node:path";
import type { BuildTarget } from "./build-target.ts";
import type { Package } from "./package.ts";

/** One module to build: an entry of a package, for a target. */
export type Job = {
  pkg: Package /** Without extension; "" is the main entry. */;
  subPath: string;
  target: BuildTarget;
};

/** Where the built module is served. A sub-module named like its package must not take the main entry's place. */
export function builtPath(name: string, version: string, subPath: string, target: BuildTarget): string {
  const base = posix.basename(name).replace(/\.js$/, "");
  const file = subPath === base ? `__${subPath}` : subPath || base;
  return `/${name}@${version}/${target}/${file}.mjs`;
}

/** Where a job's module is served. */
export function jobPath({ pkg, subPath, target }: Job): string {
  return builtPath(pkg.name, pkg.version, subPath, target);
}
