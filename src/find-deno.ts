import { accessSync, constants } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { TentacularError } from "./errors.ts";
import { packageRoot } from "./package-root.ts";

/**
 * The Deno that runs nodes at the desk: the pinned one of the npm package `deno` when it is installed beside us,
 * else the first on the PATH.
 *
 * @throws DENO-MISSING (preflight)
 */
export function findDeno(env: NodeJS.ProcessEnv = process.env, root = packageRoot()): string {
  const found = pinned(root) ?? onPath(env["PATH"] ?? "");
  if (found !== undefined) return found;
  throw new TentacularError("Deno is not installed, and workflows run on it at the desk", {
    code: "DENO-MISSING",
    exit: "preflight",
    remedy: 'Run "npm install -g deno", or see https://docs.deno.com/runtime/getting_started/installation/',
  });
}

function pinned(root: string): string | undefined {
  const libc = process.platform === "linux" ? "-glibc" : "";
  try {
    const manifest = createRequire(join(root, "package.json")).resolve("deno/package.json");
    const folder = dirname(
      createRequire(manifest).resolve(`@deno/${process.platform}-${process.arch}${libc}/package.json`),
    );
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
