import { expect, test } from "vitest";
import { inlineFiles } from "./inline-file.ts";

const file = (path: string, content: string | Uint8Array) => ({
  path,
  bytes: typeof content === "string" ? new TextEncoder().encode(content) : content,
});

test("a file keeps its text and gets a key without a slash", () => {
  expect(inlineFiles([file("nodes/lib/a.ts", "export {};\n")])).toEqual([
    { path: "nodes/lib/a.ts", key: "nodes__lib__a.ts", text: "export {};\n" },
  ]);
});

test("files whose names fall together get keys of their own", () => {
  const keys = inlineFiles([file("a/b.ts", ""), file("a__b.ts", ""), file("a b.ts", ""), file("a_b.ts", "")]);
  expect(new Set(keys.map(({ key }) => key)).size).toBe(4);
  expect(keys.every(({ key }) => /^[-._a-zA-Z0-9]+$/.test(key))).toBe(true);
});

test.each([
  ["bytes that are no UTF-8", new Uint8Array([0xff, 0xfe, 0x00])],
  ["a NUL", "a\0b"],
  ["a byte order mark", "\ufeffa"],
  ["a line separator that YAML would fold", "a\u2028b"],
  ["a control character", "\u0085"],
])("%s travels as base64", (_, content) => {
  const [only] = inlineFiles([file("x", content)]);
  const { bytes } = file("x", content);
  expect(only).toEqual({ path: "x", key: "x", base64: Buffer.from(bytes).toString("base64") });
});

test("every other script and emoji is plain text", () => {
  const text = "naïve 日本語 🚀 {{ .Values.x }} $(VAR) <b>\t\r\n";
  expect(inlineFiles([file("x", text)])).toEqual([{ path: "x", key: "x", text }]);
});
