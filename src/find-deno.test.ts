import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findDeno } from "./find-deno.ts";

test("in a checkout it is the pinned one, whatever is on the PATH", () => {
  expect(findDeno({ PATH: "/nowhere" })).toMatch(/@deno\/[\w-]+\/deno(\.exe)?$/);
});

test("elsewhere it is the first on the PATH that can be executed", () => {
  const folder = mkdtempSync(join(tmpdir(), "tentacular-path-"));
  try {
    writeFileSync(join(folder, "deno"), "", { mode: 0o755 });
    expect(findDeno({ PATH: `/nowhere:${folder}` }, folder)).toBe(join(folder, "deno"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("without any, the error says what to install", () => {
  expect(() => findDeno({ PATH: "/nowhere" }, tmpdir())).toThrow(
    expect.objectContaining({
      code: "DENO-MISSING",
      exit: "preflight",
      remedy: expect.stringContaining("npm install"),
    }),
  );
});
