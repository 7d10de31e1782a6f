import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { packageRoot } from "../../src/package-root.ts";

/** Copies of the sources as they are at one moment, which go away together. */
export type FrozenCopies = { roots: string[]; [Symbol.dispose](): void };

/** What a checkout holds that is not source. */
const notSource = [".git", "node_modules", "dist", "out"];

/** Copies the checkout, so that an edit or a build that happens meanwhile changes nothing. */
export function frozenCopies(count: number): FrozenCopies {
  const folder = mkdtempSync(join(tmpdir(), "tentacular-frozen-"));
  const roots = Array.from({ length: count }, (_, at) => join(folder, `copy-${at + 1}`));
  for (const [at, root] of roots.entries()) {
    const from = roots[at - 1] ?? packageRoot();
    mkdirSync(root);
    const isSource = (path: string) => dirname(path) !== from || !notSource.includes(basename(path));
    cpSync(from, root, { recursive: true, filter: isSource });
    symlinkSync(join(packageRoot(), "node_modules"), join(root, "node_modules"));
  }
  return { roots, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}
