import { readdirSync, readFileSync, statSync } from "node:fs";
import { relative } from "node:path";
import { paths } from "../build/paths.ts";
import type { ArchiveFile } from "./archive.ts";

/** Reads a file, or every file below a folder, of the checkout; paths are kept. */
export function readTree(path: string): ArchiveFile[] {
  const start = `${paths.root}/${path}`;
  if (statSync(start).isFile()) return [readOne(start)];
  return readdirSync(start, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readOne(`${entry.parentPath}/${entry.name}`));
}

function readOne(file: string): ArchiveFile {
  const executable = (statSync(file).mode & 0o100) !== 0;
  return { path: relative(paths.root, file), bytes: readFileSync(file), executable };
}
