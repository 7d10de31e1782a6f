import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { canonicalTar } from "./canonical-tar.ts";
import { digestOf } from "./digest.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const files = [
  { path: "workflow.yaml", bytes: bytes("name: hello\n") },
  { path: "nodes/greet.ts", bytes: bytes("export default () => 1;\n") },
];

test("the order in which files are given does not matter", () => {
  expect(canonicalTar(files)).toEqual(canonicalTar(files.toReversed()));
});

test("one changed byte is another digest", async () => {
  const changed = [{ path: "workflow.yaml", bytes: bytes("name: hallo\n") }, ...files.slice(1)];
  expect(await digestOf(changed)).not.toBe(await digestOf(files));
  expect(await digestOf(files)).toMatch(/^sha256:[0-9a-f]{64}$/);
});

test("the system's tar reads it: sorted names, mode 0644, time 0", () => {
  const list = execFileSync("tar", ["--numeric-owner", "-tvf", "-"], {
    input: canonicalTar(files),
    env: { PATH: process.env["PATH"], TZ: "UTC" },
    encoding: "utf8",
  });
  expect(list.trim().split("\n")).toEqual([
    expect.stringMatching(/^-rw-r--r-- 0\/0 +24 1970-01-01 00:00 nodes\/greet.ts$/),
    expect.stringMatching(/^-rw-r--r-- 0\/0 +12 1970-01-01 00:00 workflow.yaml$/),
  ]);
});

test("a path of 200 bytes is held, one of 300 is refused", () => {
  const long = `${"d".repeat(120)}/${"n".repeat(79)}`;
  expect(canonicalTar([{ path: long, bytes: bytes("") }]).length).toBe(3 * 512);
  expect(() => canonicalTar([{ path: "x".repeat(300), bytes: bytes("") }])).toThrow("too long");
});

test.each(["../up", "/root", "a//b", "a/./b", "a\\b", "a\u0000b"])("the path %j is refused", (path) => {
  expect(() => canonicalTar([{ path, bytes: bytes("") }])).toThrow("plain relative path");
});

test("a path given twice is refused", () => {
  expect(() => canonicalTar([...files, { path: "workflow.yaml", bytes: bytes("") }])).toThrow("given twice");
});
