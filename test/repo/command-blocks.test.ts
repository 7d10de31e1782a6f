import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { packageRoot } from "../../src/package-root.ts";
import { readBlocks } from "../docs/read-blocks.ts";

const fence = "```";
const pages = globSync("**/*.md", { cwd: packageRoot(), exclude: ["**/node_modules", "dist", "out"] });

test.each(pages)("every block of %s can be read: as commands, or as something shown", (page) => {
  const blocks = readBlocks(readFileSync(`${packageRoot()}/${page}`, "utf8"));
  // The reader of the docs types the blocks of these alone; all others must say why they are not run.
  if (page !== "README.md" && !page.startsWith("docs/")) {
    expect(blocks.filter(({ skip }) => skip === undefined)).toEqual([]);
  }
});

test.each(pages.filter((page) => page !== "docs/cli.md"))("what %s shows as text is nothing to type", (page) => {
  const shown = readBlocks(readFileSync(`${packageRoot()}/${page}`, "utf8"), "text");
  expect(shown.filter(({ text }) => /^\s*(\$ )?(tntc|helm|kubectl|make)\b/m.test(text))).toEqual([]);
});

test.each(pages)("what %s leaves to .ci/run is a target that .ci/run makes", (page) => {
  const gate = readFileSync(`${packageRoot()}/.ci/run`, "utf8");
  const left = readBlocks(readFileSync(`${packageRoot()}/${page}`, "utf8")).filter(({ skip }) =>
    skip?.includes(".ci/run"),
  );
  for (const line of left.flatMap(({ text }) => text.trim().split("\n"))) {
    const [, target] = /^make (\w+)( +#.*)?$/.exec(line) ?? [];
    expect(gate.split("\n"), line).toContain(`target ${target}`);
  }
});

test.each(["bash", "shell", "console", "", "sh title=x", 'sh skip="no"', "SH"])(
  "a block that begins with %j is refused, for nobody would run it",
  (info) => {
    expect(() => readBlocks(`# Page\n${fence}${info}\ntntc list\n${fence}\n`)).toThrow("Line 2");
  },
);

test("blocks in lists, with tildes or longer fences are read too", () => {
  const text = `- item\n  ${fence}sh\n  tntc list\n  ${fence}\n~~~sh\ntntc plan\n~~~\n${fence}\`ts\n${fence}\n${fence}\`\n`;
  expect(readBlocks(text).map((block) => block.text.trim())).toEqual(["tntc list", "tntc plan"]);
  expect(() => readBlocks(`${fence}sh\ntntc list\n`)).toThrow("never closed");
});
