import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { packageRoot } from "../../src/package-root.ts";
import { run } from "./tntc.ts";

const script = `
  const [caches, file, exit] = process.argv.slice(1);
  require("node:module").enableCompileCache(caches);
  const { requireCompiled } = require(${JSON.stringify(`${packageRoot()}/src/cli/require-compiled.ts`)});
  const { say, path } = requireCompiled(file, "say");
  console.log(say(), path === file);
  process.exitCode = Number(exit);`;

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tentacular-compiled-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(word: string): void {
  writeFileSync(`${folder}/say.cjs`, `exports.path = __filename; exports.say = () => ${JSON.stringify(word)};`);
}

async function say(exit = 0): Promise<string> {
  const node = `${packageRoot()}/node_modules/.bin/pinned-node`;
  const { stdout, stderr } = await run([node, "-e", script, `${folder}/caches`, `${folder}/say.cjs`, String(exit)]);
  expect(stderr).toBe("");
  return stdout.trim();
}

function kept(): string[] {
  const files = readdirSync(`${folder}/caches`, { recursive: true, encoding: "utf8" });
  return files.filter((file) => file.includes(".code")).map((file) => `${folder}/caches/${file}`);
}

test("a good run keeps what it compiled, and the next one runs from it", async () => {
  write("one");
  expect(await say(1)).toBe("one true");
  expect(kept()).toEqual([]);
  expect(await say()).toBe("one true");
  const [cache = ""] = kept();
  const { ino } = statSync(cache);
  expect(await say()).toBe("one true");
  expect(statSync(cache).ino).toBe(ino);
});

test("a file that was rewritten runs as it is now, also when it is as long as before", async () => {
  write("one");
  await say();
  write("two");
  expect(await say()).toBe("two true");
  expect(await say()).toBe("two true");
});

test("a cache that is damaged or in the way costs time, nothing else", async () => {
  write("one");
  await say();
  const [cache = ""] = kept();
  writeFileSync(cache, "nothing of use");
  expect(await say()).toBe("one true");
  rmSync(`${folder}/caches`, { recursive: true });
  writeFileSync(`${folder}/caches`, "a file where the folder should be");
  expect(await say()).toBe("one true");
});
