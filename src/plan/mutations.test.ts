import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseWorkflow } from "../workflow/parse-workflow.ts";
import { drawingFormats, drawingOf } from "./drawing/drawing-of.ts";
import { planOf } from "./plan-of.ts";

const lines = readFileSync(new URL("../../test/fixtures/contract-full/workflow.yaml", import.meta.url), "utf8").split(
  "\n",
);
const splinters = [
  "&a",
  "*a",
  "<<: *a",
  "- ",
  "{",
  "}",
  "[",
  ":",
  "? ",
  "!x",
  "|",
  "'",
  '"',
  "\t",
  "#",
  "null",
  "~",
  "---",
  "...",
  "%",
  "__proto__",
  "constructor",
  "1e999",
  "💥",
  "  ",
];

test.each([1, 2, 3, 4])(
  "any slip of the hand gets findings with a place, or is a workflow that all later steps take (seed %i)",
  (seed) => {
    const random = randomFrom(seed);
    for (let round = 0; round < 40; round++) {
      const text = mutated(random);
      const { spec, findings } = parseWorkflow(text);
      expect(spec === undefined, text).toBe(findings.some(({ severity }) => severity === "error"));
      for (const { line, column, message, remedy } of findings) {
        expect(line, text).toBeGreaterThan(0);
        expect(column, text).toBeGreaterThan(0);
        expect(`${message} ${remedy}`, text).not.toMatch(/undefined|\[object/);
      }
      if (!spec) continue;
      planOf({ spec, references: [] });
      for (const format of drawingFormats) drawingOf({ spec, imports: [], references: [] }, format);
    }
  },
);

/** The largest fixture with one to four small accidents. */
function mutated(random: (below: number) => number): string {
  const text = [...lines];
  for (let count = random(4); count >= 0; count--) {
    const at = random(text.length);
    const line = text[at] ?? "";
    const cut = random(line.length + 1);
    const splinter = splinters[random(splinters.length)] ?? "";
    const accidents = [
      () => text.splice(at, 1),
      () => text.splice(at, 0, text[random(text.length)] ?? ""),
      () => text.splice(at, 1, line.slice(0, cut) + splinter + line.slice(cut)),
      () => text.splice(at, 1, line.slice(0, cut) + line.slice(cut + 1 + random(5))),
      () => text.splice(at, 1, line.replace(/: .*/, `: ${splinter}`)),
      () => text.splice(at, 1, " ".repeat(random(6)) + line.trim()),
    ];
    accidents[random(accidents.length)]?.();
  }
  return text.join("\n");
}

/** Numbers that look random and are the same every time. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}
