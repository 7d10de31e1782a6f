import { cpSync, symlinkSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { packageRoot } from "../../src/package-root.ts";

/** What a checkout holds that is not source. */
const notSource = [".git", "node_modules", "dist", "out"];

/** Copies the sources of the checkout at `from`, so that an edit or a build that happens meanwhile changes nothing. */
export function frozenCopy(from: string, to: string): void {
  const isSource = (path: string) => dirname(path) !== from || !notSource.includes(basename(path));
  cpSync(from, to, { recursive: true, filter: isSource });
  symlinkSync(join(packageRoot(), "node_modules"), join(to, "node_modules"));
}
