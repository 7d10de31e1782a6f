/**
 * Columns of equal width, two spaces apart, the last one as it is.
 *
 * @example
 * table(["NAME", "AGE"], [["hello", "3h"]]); // "NAME   AGE\nhello  3h"
 */
export function table(head: string[], rows: string[][]): string {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? "").length)));
  return lines
    .map((line) => line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "))
    .map((line) => line.trimEnd())
    .join("\n");
}
