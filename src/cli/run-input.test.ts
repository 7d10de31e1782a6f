import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runInput } from "./run-input.ts";

const dir = mkdtempSync(join(tmpdir(), "tentacular-input-"));
afterAll(() => rmSync(dir, { recursive: true }));

function file(content: string | Uint8Array): { "input-file": string } {
  const path = join(dir, "input.json");
  writeFileSync(path, content);
  return { "input-file": path };
}

test("the input is passed on as it was written, and nothing is {}", async () => {
  expect(await runInput({ input: '{ "a": 1 }' })).toBe('{ "a": 1 }');
  expect(await runInput(file('{"a":"ü"}\n'))).toBe('{"a":"ü"}\n');
  expect(await runInput({})).toBe("{}");
  expect(await runInput(file(""))).toBe("{}");
});

test("the mark that some editors begin a file with is no part of the input", async () => {
  expect(await runInput(file('\uFEFF{"a":1}'))).toBe('{"a":1}');
});

test("what is not JSON is told in one line, and what is not UTF-8 is not guessed at", async () => {
  await expect(runInput(file("not json\n"))).rejects.toMatchObject({
    code: "INPUT-INVALID",
    message: expect.stringMatching(/^The input in ".*input\.json" is not JSON: .+$/),
  });
  await expect(runInput(file(Uint8Array.of(0x22, 0xfc, 0x22)))).rejects.toMatchObject({
    message: expect.stringMatching(/ is not JSON: it is not UTF-8$/),
  });
});

test("a file that is not there is told", async () => {
  await expect(runInput({ "input-file": join(dir, "none") })).rejects.toMatchObject({ code: "INPUT-FILE-UNREADABLE" });
});
