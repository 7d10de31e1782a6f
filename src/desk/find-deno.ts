import { accessSync, constants } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { TentacularError } from "../errors.ts";

/**
 * The Deno that runs nodes at the desk: the pinned one of the npm package `deno` when it is installed beside us,
 * else the first on the PATH.
 *
 * @throws DENO-MISSING (preflight)
 */
export function findDeno(env: NodeJS.ProcessEnv = process.env): string {
  const found = pinned() ?? onPath(env["PATH"] ?? "");
  if (found !== undefined) return found;
  throw new TentacularError("Deno is not installed, and workflows run on it at the desk", {
    code: "DENO-MISSING",
    exit: "preflight",
    remedy: 'Run "npm install -g deno", or see https://docs.deno.com/runtime/getting_started/installation/',
  });
}

function pinned(): string | undefined {
  const libc = process.platform === "linux" ? "-glibc" : "";
  try {
    const require = createRequire(import.meta.url);
    const besideDeno = createRequire(require.resolve("deno/package.json"));
    const folder = dirname(besideDeno.resolve(`@deno/${process.platform}-${process.arch}${libc}/package.json`));
    return executable(join(folder, binary));
  } catch {
    return undefined;
  }
}

function onPath(path: string): string | undefined {
  const folders = path.split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => executable(join(folder, binary))).find((found) => found !== undefined);
}

const binary = process.platform === "win32" ? "deno.exe" : "deno";

function executable(path: string): string | undefined {
  try {
    accessSync(path, constants.X_OK);
    return path;
  } catch {
    return undefined;
  }
}
