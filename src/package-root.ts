import { fileURLToPath } from "node:url";

/** The folder that holds package.json, charts/ and dist/: one above the sources, and one above the bundle. */
export function packageRoot(): string {
  return fileURLToPath(new URL("..", import.meta.url)).replace(/[/\\]$/, "");
}
