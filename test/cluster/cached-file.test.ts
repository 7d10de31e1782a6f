import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { cachedFile } from "./cached-file.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tentacular-cache-"));
});
afterEach(() => rm(folder, { recursive: true }));

const making = (text: string) => (temporary: string) => writeFile(temporary, text);

test("a file is made once", async () => {
  const path = join(folder, "program");
  await cachedFile(path, making("first"));
  await cachedFile(path, making("second"));
  expect(await readFile(path, "utf8")).toBe("first");
});

test("a file whose making fails half way is not there, nor is its half", async () => {
  const half = async (temporary: string) => {
    await writeFile(temporary, "half");
    throw new Error("disk full");
  };
  await expect(cachedFile(join(folder, "program"), half)).rejects.toThrow("disk full");
  expect(await readdir(folder)).toEqual([]);
});

test("what was not used for a month goes when something new comes", async () => {
  const old = new Date(Date.now() - 31 * 24 * 3600 * 1000);
  for (const name of ["forgotten", "used"]) await cachedFile(join(folder, name), making(name));
  for (const name of ["forgotten", "used"]) await utimes(join(folder, name), old, old);
  await cachedFile(join(folder, "used"), making("again"));
  await cachedFile(join(folder, "new"), making("new"));
  expect((await readdir(folder)).sort()).toEqual(["new", "used"]);
});
