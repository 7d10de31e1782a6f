import { expect, test } from "vitest";
import { placeIn } from "./place-in.ts";

function thrown(message: string, stack: string): Error {
  return Object.assign(new Error(message), { stack });
}

test("the first frame in the workflow's folder is the place; other frames are left out", () => {
  const error = thrown(
    "boom",
    "Error: boom\n    at inner (file:///app/workflow/nodes/a.ts:3:9)\n    at Module.default (file:///app/workflow/nodes/a.ts:9:1)\n    at Attempt.perform (file:///app/engine/runner.js:1:1)",
  );
  expect(placeIn("/app/workflow", error)).toEqual({
    message: "boom",
    file: "nodes/a.ts",
    line: 3,
    column: 9,
    stack: "at inner (nodes/a.ts:3:9)\nat default (nodes/a.ts:9:1)",
  });
});

test("a place that only the message names is found, and the folder goes from the message", () => {
  const error = thrown("Expected ident at file:///app/workflow/nodes/b.ts:2:12", "");
  expect(placeIn("/app/workflow", error)).toMatchObject({
    message: "Expected ident at nodes/b.ts:2:12",
    file: "nodes/b.ts",
    line: 2,
    column: 12,
  });
});

test("whatever is thrown is told", () => {
  const nasty = {
    toString: () => {
      throw new Error("no");
    },
  };
  expect([placeIn("/x", "text"), placeIn("/x", undefined), placeIn("/x", nasty)].map(({ message }) => message)).toEqual(
    ["text", "undefined", "An error that cannot be shown"],
  );
});
