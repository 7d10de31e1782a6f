import { expect, test } from "vitest";
import { typeFindings } from "./type-findings.ts";

const said = `Check nodes/greet.ts
TS2322 [ERROR]: Type 'string' is not assignable to type 'number'.
  const x: number = "text";
        ^
    at file:///srv/my%20flow/nodes/greet.ts:3:9

TS2551 [ERROR]: Property 'inf' does not exist on type 'Logger'. Did you mean 'info'?
  ctx.log.inf("a");
          ~~~
    at file:///srv/my%20flow/nodes/greet.ts:4:11

    'info' is declared here.
      info(message: string, ...more: unknown[]): void;
      ~~~~
        at file:///elsewhere/mod.ts:48:3

Found 2 errors.

error: Type checking failed.
`;

test("each error has the place where it is, not where what it names is declared", () => {
  expect(typeFindings(said, "/srv/my flow")).toMatchObject([
    {
      file: "nodes/greet.ts",
      line: 3,
      column: 9,
      message: "Type 'string' is not assignable to type 'number' (TS2322)",
    },
    {
      file: "nodes/greet.ts",
      line: 4,
      column: 11,
      message: expect.stringMatching(/Did you mean 'info'\? \(TS2551\)$/),
    },
  ]);
  expect(typeFindings("error: Could not find npm package 'nope'\n", "/work")).toEqual([]);
});
