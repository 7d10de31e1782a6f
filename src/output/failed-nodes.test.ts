import { expect, test } from "vitest";
import { failedNodes } from "./failed-nodes.ts";

const place = { code: "node-failed", file: "nodes/a.ts", line: 2, column: 9 };

test("each node that failed says where, as far as it is known", () => {
  const errors = { a: "boom\nand more", b: "late", c: "gone" };
  const failures = [
    { node: "a", ...place },
    { node: "b", code: "node-timeout" },
    { node: "c", code: "node-failed", file: "nodes/c.ts" },
  ];
  expect(failedNodes({ errors, failures })).toBe("a (nodes/a.ts:2:9): boom; b: late; c (nodes/c.ts): gone");
});

test("without places the messages are left", () => {
  expect(failedNodes({ errors: { a: "boom" } })).toBe("a: boom");
});

test("a message that holds its place does not get it twice", () => {
  const errors = { a: 'Node "a" (nodes/a.ts:2) is not permitted to reach "host:443"' };
  expect(failedNodes({ errors, failures: [{ node: "a", ...place }] })).toBe(`a: ${errors.a}`);
});

test("where the messages have been said already, nodes and places are left", () => {
  const failures = [{ node: "a", ...place }];
  expect(failedNodes({ errors: { a: "boom", b: "late" }, failures }, { messages: false })).toBe(
    "a (nodes/a.ts:2:9); b",
  );
});
