import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { paintFor } from "../output/paint.ts";
import { engineLine } from "./engine-line.ts";

const dir = mkdtempSync(join(tmpdir(), "tentacular-line-"));
mkdirSync(join(dir, "nodes"));
writeFileSync(join(dir, "nodes/a.ts"), "one\n  throw two;\n");
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const paint = paintFor({}, { NO_COLOR: "1" });
const ts = "2026-01-02T03:04:05.678Z";

function shown(fields: Record<string, unknown>, engine = true): string | undefined {
  return engineLine(JSON.stringify({ ts, level: "info", ...fields }), { dir, paint, engine })?.replace(/^\S+ /, "");
}

test("what a node writes is shown with its name", () => {
  expect(shown({ node: "a", run: "r", msg: "hello 1" })).toBe("a hello 1");
  expect(shown({ node: "a", run: "r", msg: "odd", level: "warn" })).toBe("a ⚠ odd");
});

test("an error has its place and its source line", () => {
  expect(shown({ node: "a", level: "error", msg: "two", at: "nodes/a.ts:2:3" })).toBe(
    "a ✗ two\n    at nodes/a.ts:2:3\n    2 |   throw two;\n          ^",
  );
});

test("a message that begins with its place is told with the source line alone", () => {
  expect(shown({ level: "error", msg: "nodes/a.ts:2:3 Odd", file: "nodes/a.ts", line: 2, column: 3 })).toBe(
    "✗ nodes/a.ts:2:3 Odd\n    2 |   throw two;\n          ^",
  );
});

test("a message that holds its source line is not told twice", () => {
  const fields = { level: "error", event: "not-loadable", msg: "Odd\n  at nodes/a.ts:2:3", file: "nodes/a.ts" };
  expect(shown({ ...fields, line: 2, column: 3, remedy: "Mend it" })).toBe(
    "✗ Odd\n  at nodes/a.ts:2:3\n    Remedy: Mend it",
  );
});

test("what has no place still has its remedy", () => {
  expect(shown({ level: "error", event: "not-loadable", msg: "Odd", remedy: "Mend it" })).toBe(
    "✗ Odd\n    Remedy: Mend it",
  );
});

test("a place outside the folder, or past the end of the file, has no source line", () => {
  expect(shown({ level: "error", msg: "x", at: "../../etc/passwd:1:1" })).toBe("✗ x\n    at ../../etc/passwd:1:1");
  expect(shown({ level: "error", msg: "x", at: "nodes/a.ts:99:1" })).toBe("✗ x\n    at nodes/a.ts:99:1");
});

test("the engine's own doings are shown only on request", () => {
  expect(shown({ event: "loaded", workflow: "w", version: "1.0" })).toBe("✓ loaded w 1.0");
  expect(shown({ event: "loaded" }, false)).toBeUndefined();
  expect(shown({ event: "run-finished", run: "r", success: false, durationMs: 3, level: "error" })).toBe(
    "✗ run r failed (3 ms)",
  );
  expect(shown({ event: "listening", port: 1 })).toBeUndefined();
});

test("what is not a line of the engine is passed on as it is", () => {
  expect(engineLine("panic: odd", { dir, paint })).toBe("panic: odd");
});
