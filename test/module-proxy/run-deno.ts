import { execFile } from "node:child_process";
import { mkdtempDisposable } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findDeno } from "../../src/find-deno.ts";
import type { Ended } from "./run-module-proxy.ts";

/** Runs the pinned Deno in a folder, with nothing in its cache, as it is in a new pod. */
export async function runDeno(cwd: string, args: readonly string[], env: Record<string, string> = {}): Promise<Ended> {
  await using cache = await mkdtempDisposable(join(tmpdir(), "tntc-deno-dir-"));
  const quiet = { NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1", DENO_NO_PACKAGE_JSON: "1", DENO_DIR: cache.path };
  const options = { cwd, env: { PATH: process.env["PATH"], HOME: cache.path, ...quiet, ...env }, timeout: 60_000 };
  const deno = findDeno();
  return await new Promise((resolve) => {
    const child = execFile(deno, args, options, (_, stdout, stderr) => {
      resolve({ exitCode: child.exitCode ?? -1, stdout, stderr });
    });
  });
}
