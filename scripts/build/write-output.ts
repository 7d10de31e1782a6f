import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Writes a file whole or not at all, and only when its bytes change: programs may be running from it. */
export function writeOutput(file: string, bytes: Uint8Array): string {
  if (Buffer.compare(readIfThere(file), bytes) === 0) return file;
  mkdirSync(dirname(file), { recursive: true });
  const next = `${file}.${process.pid}.new`;
  writeFileSync(next, bytes);
  renameSync(next, file);
  return file;
}

function readIfThere(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch {
    return Buffer.alloc(0);
  }
}
