import { existsSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { TentacularError } from "../errors.ts";

/** What to test: a workflow's folder, and one of its nodes if only that is meant. */
export type TestTarget = { dir: string; node?: string };

/**
 * Reads `dir`, `dir/node` or `node`: whatever is not a folder names a node of the workflow above it.
 *
 * @throws {TentacularError} `FOLDER-MISSING` (notFound) when there is no workflow above it
 */
export function testTarget(target: string): TestTarget {
  const path = resolve(target);
  const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  if (isFolder) return { dir: path };
  const dir = dirname(path);
  if (existsSync(join(dir, "workflow.yaml"))) return { dir, node: basename(path).replace(/\.ts$/, "") };
  throw new TentacularError(`"${target}" is neither a folder nor a node of a workflow`, {
    code: "FOLDER-MISSING",
    exit: "notFound",
    remedy: "Name the folder that holds workflow.yaml, or DIR/NODE for one of its nodes",
  });
}
