import { run } from "../cli/tntc.ts";

/** What is packed, where to, and where one stands meanwhile. */
export type PackOptions = { root: string; out: string; cwd: string };

/** Packs a checkout as `make package` does. */
export async function pack({ root, out, cwd }: PackOptions): Promise<void> {
  const { exitCode, stderr } = await run([process.execPath, `${root}/scripts/package.ts`, out], {
    cwd,
    timeout: 240_000,
  });
  if (exitCode !== 0) throw new Error(`Packing failed: ${stderr}`);
}
