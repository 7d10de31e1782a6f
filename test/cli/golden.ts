import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname } from "node:path";
import { expect } from "vitest";
import { packageRoot } from "../../src/package-root.ts";

/** Compares with `test/cli/golden/<name>.txt`, in which what changes from run to run has names; `UPDATE_GOLDEN=1` rewrites it. */
export function expectGolden(name: string, text: string): void {
  const file = `${packageRoot()}/test/cli/golden/${name}.txt`;
  const said = normalise(text);
  if (process.env["UPDATE_GOLDEN"] === "1") {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, said);
  }
  expect(said, name).toBe(readFileSync(file, "utf8"));
}

/** Puts names in the place of times, paths, hashes, versions and ports. */
export function normalise(text: string): string {
  return text
    .replaceAll(packageRoot(), "<root>")
    .replaceAll(new RegExp(`${tmpdir()}/[\\w.-]+`, "g"), "<tmp>")
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "<time>")
    .replaceAll(/"durationMs":\d+(\.\d+)?/g, '"durationMs":<ms>')
    .replaceAll(/\b\d+(\.\d+)? ?(ms|s)\b(?= elapsed|\)|$)/gm, "<duration>")
    .replaceAll(/\b[0-9a-f]{64}\b/g, "<sha256>")
    .replaceAll(/\(\w+-\w+, node \d+\.\d+\.\d+\)/g, "(<platform>, node <version>)")
    .replaceAll(/"node":"\d+\.\d+\.\d+","platform":"[^"]+"/g, '"node":"<version>","platform":"<platform>"')
    .replaceAll(/(127\.0\.0\.1|localhost):\d{4,5}\b/g, "$1:<port>");
}
