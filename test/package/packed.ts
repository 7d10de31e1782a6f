import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../src/package-root.ts";
import { run } from "../cli/tntc.ts";

/** What `make package` makes, in a folder of its own that goes away with it. */
export type Packed = { folder: string; [Symbol.dispose](): void };

/** What is packed, and where one stands while packing. */
export type PackOptions = {
  /** @default this checkout */
  root?: string;
  /** @default `root` */
  cwd?: string;
};

/** Packs a checkout as `make package` does. */
export async function packed({ root = packageRoot(), cwd = root }: PackOptions = {}): Promise<Packed> {
  const folder = mkdtempSync(join(tmpdir(), "tentacular-packed-"));
  const { exitCode, stderr } = await run([process.execPath, `${root}/scripts/package.ts`, folder], {
    cwd,
    timeout: 240_000,
  });
  if (exitCode !== 0) throw new Error(`Packing failed: ${stderr}`);
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}
