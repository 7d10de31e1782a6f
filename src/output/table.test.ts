import { expect, test } from "vitest";
import { table } from "./table.ts";

test("columns are as wide as their widest cell, and lines end without blanks", () => {
  expect(
    table(
      ["NAME", "AGE"],
      [
        ["hello", "3h"],
        ["x", ""],
      ],
    ),
  ).toBe("NAME   AGE\nhello  3h\nx");
});
