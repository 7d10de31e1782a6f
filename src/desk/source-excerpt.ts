import { readFileSync } from "node:fs";
import { resolve, sep } from "node:path";

/**
 * The source line of a place like `nodes/greet.ts:5:9` with a caret beneath; nothing when there is no such line, or when
 * it is one of secrets.
 */
export function sourceExcerpt(dir: string, at: string): string[] {
  const [, file = "", line = "", column] = /^(.*?):(\d+)(?::(\d+))?$/.exec(at) ?? [];
  const path = resolve(dir, file);
  const root = `${resolve(dir)}${sep}`;
  if (file === "" || !path.startsWith(root) || path.startsWith(`${root}.secrets`)) return [];
  const text = lineOf(path, Number(line));
  if (text === undefined) return [];
  const gutter = `${line} | `;
  const shown = text.replaceAll("\t", " ").slice(0, 160);
  const caret = column === undefined ? [] : [`${" ".repeat(gutter.length + Number(column) - 1)}^`];
  return [`${gutter}${shown}`, ...caret];
}

function lineOf(path: string, line: number): string | undefined {
  try {
    return readFileSync(path, "utf8").split(/\r?\n/)[line - 1];
  } catch {
    return undefined;
  }
}
