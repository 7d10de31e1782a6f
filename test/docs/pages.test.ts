import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { packageRoot } from "../../src/package-root.ts";
import { readBlocks } from "./read-blocks.ts";
import { readerEnvironment } from "./reader-environment.ts";
import { type Shell, shell } from "./shell.ts";

const root = packageRoot();
const names = ["README.md", ...readdirSync(join(root, "docs")).map((name) => `docs/${name}`)];

/** Pages with something to type. */
const pages = names
  .filter((name) => name.endsWith(".md"))
  .map((name) => ({ name, blocks: readBlocks(readFileSync(join(root, name), "utf8")) }))
  .map(({ name, blocks }) => ({ name, typed: blocks.filter(({ skip }) => !skip) }))
  .filter(({ typed }) => typed.length > 0);

describe.each(pages)("$name", ({ name, typed }) => {
  let home: string;
  let reader: Shell;
  let leave: () => Promise<void>;

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), "tentacular-reader-"));
    const environment = await readerEnvironment(root, home, name);
    leave = environment.leave;
    reader = shell(environment.folder, environment.env);
  });

  afterAll(async () => {
    await reader?.[Symbol.asyncDispose]();
    await leave?.();
    rmSync(home, { recursive: true, force: true });
  });

  test.each(typed.map(({ line, text }) => [line, text.trim().split("\n")[0], text]))(
    "line %i: %s",
    async (_, __, text) => {
      const { output, exitCode } = await reader.run(String(text));
      expect(exitCode, output).toBe(0);
    },
  );
});
