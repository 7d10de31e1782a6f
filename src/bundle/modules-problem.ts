import { gzipSync } from "node:zlib";
import type { CodeFile } from "./canonical-tar.ts";
import { codeLimits } from "./code-limits.ts";
import type { InlineFile } from "./inline-file.ts";

/** Why code with its modules cannot travel in a release. */
export type ModulesProblem = {
  code: "MODULES-TOO-LARGE";
  message: string;
  remedy: string;
  result: { bytes: number; compressed: number; largest: { path: string; bytes: number }[] };
};

/** A release keeps values and objects, so that code is in it twice, compressed and then in base64. */
const copies = 2;
const base64 = 4 / 3;

/** Holds code with its modules against what a ConfigMap and a release hold. */
export function modulesProblem(files: readonly CodeFile[], inline: readonly InlineFile[]): ModulesProblem | undefined {
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
  const compressed = Math.ceil(gzipSync(JSON.stringify(inline)).length * copies * base64);
  if (bytes <= codeLimits.withModulesBytes && compressed <= codeLimits.compressedBytes) return undefined;
  const largest = files
    .map((file) => ({ path: file.path, bytes: file.bytes.length }))
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, 3);
  const named = largest.map((file) => `"${file.path}" (${kib(file.bytes)})`).join(", ");
  return {
    code: "MODULES-TOO-LARGE",
    message: `The code with its modules is ${kib(bytes)} in ${files.length} files, ${kib(compressed)} in a release, which holds ${kib(codeLimits.compressedBytes)}; the largest are ${named}`,
    remedy:
      'Import paths of packages instead of whole ones, e.g. "npm:date-fns/format"; or leave the modules out of the release: "--modules proxy"',
    result: { bytes, compressed, largest },
  };
}

function kib(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KiB`;
}
