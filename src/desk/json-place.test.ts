import { expect, test } from "vitest";
import { jsonPlace } from "./json-place.ts";

test("sound JSON has no place", () => {
  expect(jsonPlace('{"a": [1, 2.5e3, "x\\u00e9", null]}')).toBeUndefined();
});

test.each([
  ["a trailing comma in a list", '{\n  "a": [1,]\n}', { line: 2, column: 11 }],
  ["a trailing comma in an object", '{\n  "a": 1,\n}', { line: 3, column: 1 }],
  ["a missing comma", '{\n  "a": 1\n  "b": 2\n}', { line: 3, column: 3 }],
  ["a bare word", "{\n  a: 1\n}", { line: 2, column: 3 }],
  ["a comment", "// no\n{}", { line: 1, column: 1 }],
  ["a single quote", "{'a': 1}", { line: 1, column: 2 }],
  ["an early end", '{\n  "a": 1', { line: 2, column: 9 }],
  ["an early end before empty lines", '{\n  "a": 1\n\n', { line: 2, column: 9 }],
  ["nothing at all", "", { line: 1, column: 1 }],
  ["something after the end", "{}\n}", { line: 2, column: 1 }],
])("%s is found where it is", (_what, text, place) => {
  expect(jsonPlace(text)).toEqual(place);
});
