import type { CodeImport } from "./workflow.ts";

/** The file and all that it imports, also by way of others. */
export function filesFrom(first: string, imports: readonly CodeImport[]): Set<string> {
  const files = new Set([first]);
  // A set that grows while it is gone through is gone through to its end.
  for (const file of files) {
    for (const { path } of imports.filter((each) => each.file === file)) if (path !== undefined) files.add(path);
  }
  return files;
}
