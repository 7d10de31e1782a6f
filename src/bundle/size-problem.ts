import { codeLimits } from "./code-limits.ts";

/** One file of a workflow's code, and how many bytes it has. */
export type FileSize = { path: string; bytes: number };

/** Why a workflow's code cannot travel in a release. */
export type SizeProblem = {
  code: "CODE-TOO-LARGE";
  message: string;
  remedy: string;
  result: { bytes: number; limit: number; largest: FileSize[] };
};

/** Holds the files of a workflow against what a release holds. */
export function sizeProblem(files: readonly FileSize[]): SizeProblem | undefined {
  const limit = codeLimits.releaseBytes;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  if (bytes <= limit) return undefined;
  const largest = [...files].sort((a, b) => b.bytes - a.bytes).slice(0, 3);
  const named = largest.map((file) => `"${file.path}" (${kib(file.bytes)})`).join(", ");
  return {
    code: "CODE-TOO-LARGE",
    message: `The workflow's code is ${kib(bytes)} in ${files.length} files, and a release holds ${kib(limit)}; the largest are ${named}`,
    remedy: "Make the files smaller or import less; bundles for larger code come with a later version",
    result: { bytes, limit, largest },
  };
}

function kib(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KiB`;
}
