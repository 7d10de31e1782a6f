import { globSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { paths } from "./paths.ts";

/** A build before this one may still be running from its chunks for this long. */
const graceMs = 10 * 60_000;

/** True when no source is newer than the last whole build. */
export function isFresh(): boolean {
  const built = changedAt(paths.built);
  const sources = globSync(["{src,engine,scripts}/**", "package*.json"], { cwd: paths.root });
  return sources.every((file) => changedAt(`${paths.root}/${file}`) < built);
}

/** Remembers a whole build that began at `startedAt` and wrote `outputs`; removes what older builds left. */
export function markBuilt(startedAt: number, outputs: string[]): void {
  const kept = new Set([...outputs, paths.built]);
  for (const entry of readdirSync(paths.dist, { recursive: true, withFileTypes: true })) {
    const file = `${entry.parentPath}/${entry.name}`;
    if (entry.isFile() && !kept.has(file) && changedAt(file) < startedAt - graceMs) rmSync(file, { force: true });
  }
  mkdirSync(paths.dist, { recursive: true });
  writeFileSync(paths.built, "");
  utimesSync(paths.built, startedAt / 1000, startedAt / 1000);
}

function changedAt(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
