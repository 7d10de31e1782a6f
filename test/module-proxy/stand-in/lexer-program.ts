import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Failure } from "./failure.ts";
import { networkError } from "./network-error.ts";

const version = "1.0.8";

/**
 * Makes sure that the program is there with which the real server reads CommonJS modules. It fetches it from GitHub
 * for the first of them, so where GitHub is out of reach and nobody has put it into place, none can be built.
 * The stand-in reads them by itself, but needs the file like the real one.
 *
 * @throws {Failure} 500
 */
export async function requireLexerProgram(workDir: string): Promise<void> {
  const file = join(workDir, "bin", `cjs-module-lexer-${version}`);
  if (existsSync(file)) return;
  const machine = process.arch === "arm64" ? "aarch64" : "x86_64";
  const url = `https://github.com/esm-dev/cjs-module-lexer/releases/download/v${version}/cjs-module-lexer-${machine}-unknown-linux-gnu.gz`;
  const response = await fetch(url, { signal: AbortSignal.timeout(15_000) }).catch((error) => {
    throw new Failure(500, networkError(url, error));
  });
  if (!response.ok) throw new Failure(500, `failed to download cjs-module-lexer: ${response.status}`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, new Uint8Array(await response.arrayBuffer()));
}
