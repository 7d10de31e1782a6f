import { expect, test } from "vitest";
import { differences } from "./differences.ts";

test("the order of keys does not matter", () => {
  expect(differences({ a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 })).toEqual([]);
});

test("the order of a list matters", () => {
  expect(differences([1, 2], [2, 1])).toEqual([
    { path: "[0]", expected: 1, got: 2 },
    { path: "[1]", expected: 2, got: 1 },
  ]);
});

test("each difference names its place", () => {
  expect(differences({ list: [{ n: 1 }, { n: 2 }] }, { list: [{ n: 1 }, { n: 3 }] })).toEqual([
    { path: "list[1].n", expected: 2, got: 3 },
  ]);
});

test("missing and unexpected members are told apart", () => {
  expect(differences({ a: 1, b: 2 }, { b: 2, c: 3 })).toEqual([
    { path: "a", expected: 1 },
    { path: "c", got: 3 },
  ]);
  expect(differences([1, 2], [1])).toEqual([{ path: "[1]", expected: 2 }]);
});

test("a partial match ignores keys that nobody expected, at every depth, but not list items", () => {
  expect(differences({ a: { b: 1 } }, { a: { b: 1, x: 2 }, y: 3 }, "partial")).toEqual([]);
  expect(differences([{ a: 1 }], [{ a: 1, b: 2 }], "partial")).toEqual([]);
  expect(differences([1], [1, 2], "partial")).toEqual([{ path: "[1]", got: 2 }]);
});

test("null, an empty list and an empty object are three things", () => {
  expect(differences(null, {})).toHaveLength(1);
  expect(differences([], {})).toHaveLength(1);
  expect(differences({}, [])).toHaveLength(1);
  expect(differences(0, "0")).toHaveLength(1);
});

test("keys of Object.prototype are ordinary keys", () => {
  expect(differences({ toString: 1 }, {})).toEqual([{ path: "toString", expected: 1 }]);
  expect(differences({ "a b": 1 }, { "a b": 2 })).toEqual([{ path: '["a b"]', expected: 1, got: 2 }]);
});
