import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { packageRoot } from "../../src/package-root.ts";

/** Holds docs/security.md to what was measured: the text between two marks. UPDATE_GOLDEN=1 writes it. */
export async function shownInDocs(mark: string, measured: string): Promise<void> {
  const path = join(packageRoot(), "docs/security.md");
  const page = await readFile(path, "utf8");
  const [start, end] = [`<!-- ${mark} -->\n`, `<!-- end of ${mark} -->`];
  const [before, rest = ""] = page.split(start);
  expect(rest, `"${start.trim()}" is on the page, and its end`).toContain(end);
  const now = `${before}${start}\n${measured}\n\n${rest.slice(rest.indexOf(end))}`;
  if (process.env["UPDATE_GOLDEN"]) await writeFile(path, now);
  else expect(page).toBe(now);
}
