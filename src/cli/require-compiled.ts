import { readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { createRequire, getCompileCacheDir } from "node:module";
import { dirname, join } from "node:path";
import { constants, Script } from "node:vm";

/**
 * `require` of a file of ours, with every function compiled that the first good run under this name used. Node's own
 * cache holds only what is compiled while a file loads, and so leaves most of a short command's work to every start.
 */
export function requireCompiled<T>(file: string, name: string): T {
  const stamp = stampOf(file);
  const folder = getCompileCacheDir();
  const cache = folder === undefined ? undefined : join(folder, `${name}.code`);
  const cachedData = cache === undefined ? undefined : codeIn(cache, stamp);
  const script = scriptOf(file, cachedData);
  const isCompiled = cachedData && script.cachedDataRejected === false;
  if (cache && !isCompiled) process.once("exit", (code) => code === 0 && keep(cache, script, stamp));
  const module = { exports: {} as T };
  script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file));
  return module.exports;
}

function scriptOf(file: string, cachedData: Buffer | undefined): Script {
  // The bundle is ASCII, and reading it as such is cheaper.
  return new Script(`(function(exports,require,module,__filename,__dirname){${readFileSync(file, "latin1")}\n})`, {
    filename: file,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    ...(cachedData && { cachedData }),
  });
}

/** V8 itself only compares the length of the source. Any rewriting of a file changes these. */
function stampOf(file: string): Buffer {
  const { ino, size, ctimeMs } = statSync(file);
  return Buffer.from(`${ino} ${size} ${ctimeMs}`);
}

/** The code of a cache file, if its stamp, which stands behind the code, is this one. */
function codeIn(cache: string, stamp: Buffer): Buffer | undefined {
  try {
    const kept = readFileSync(cache);
    return kept.subarray(-stamp.length).equals(stamp) ? kept.subarray(0, -stamp.length) : undefined;
  } catch {
    return undefined;
  }
}

function keep(cache: string, script: Script, stamp: Buffer): void {
  const next = `${cache}.${process.pid}`;
  try {
    writeFileSync(next, Buffer.concat([script.createCachedData(), stamp]), { mode: 0o600 });
    renameSync(next, cache);
  } catch {
    // A cache that cannot be written costs time, nothing else.
  }
}
