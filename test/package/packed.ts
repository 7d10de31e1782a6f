import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packageRoot } from "../../src/package-root.ts";
import { run } from "../cli/tntc.ts";

/** What `make package` makes, in a folder of its own that goes away with it. */
export type Packed = { folder: string; [Symbol.dispose](): void };

/** Packs the checkout as `make package` does. */
export async function packed(): Promise<Packed> {
  const folder = mkdtempSync(join(tmpdir(), "tentacular-packed-"));
  const { exitCode, stderr } = await run([process.execPath, `${packageRoot()}/scripts/package.ts`, folder], {
    timeout: 240_000,
  });
  if (exitCode !== 0) throw new Error(`Packing failed: ${stderr}`);
  return { folder, [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) };
}
