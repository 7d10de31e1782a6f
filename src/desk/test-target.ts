import { statSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";

/** What to test: a workflow's folder, and one of its nodes if only that is meant. */
export type TestTarget = { dir: string; node?: string };

/** Reads `dir`, `dir/node` or `node`: whatever is not a folder names a node of the workflow above it. */
export function testTarget(target: string): TestTarget {
  const path = resolve(target);
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  return isFolder ? { dir: path } : { dir: dirname(path), node: basename(path).replace(/\.ts$/, "") };
}
