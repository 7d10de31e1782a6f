import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readBlocks } from "./read-blocks.ts";
import { readerEnvironment } from "./reader-environment.ts";
import { type Shell, shell } from "./shell.ts";

const root = resolve(import.meta.dirname, "../..");
const pages = ["README.md", ...readdirSync(join(root, "docs")).map((name) => `docs/${name}`)].filter((page) =>
  page.endsWith(".md"),
);

describe.each(pages)("%s", (page) => {
  const blocks = readBlocks(readFileSync(join(root, page), "utf8"));
  const home = mkdtempSync(join(tmpdir(), "tentacular-reader-"));
  let reader: Shell;
  let leave: () => Promise<void>;

  beforeAll(async () => {
    const environment = await readerEnvironment(root, home);
    leave = environment.leave;
    reader = shell(home, environment.env);
  });

  afterAll(async () => {
    await reader?.[Symbol.asyncDispose]();
    await leave?.();
    rmSync(home, { recursive: true, force: true });
  });

  const typed = blocks.filter((block) => block.skip === undefined && !block.text.startsWith("make "));
  for (const block of typed) {
    test(`line ${block.line}: ${block.text.trim().split("\n")[0]}`, async () => {
      const { output, exitCode } = await reader.run(block.text);
      expect(exitCode, output).toBe(0);
    });
  }
});
