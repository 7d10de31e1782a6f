import { expect, test } from "vitest";
import { importMap } from "./import-map.ts";
import type { PackageUse } from "./package-use.ts";

const zod = (specifier: string, rest: Partial<PackageUse> = {}): PackageUse => {
  return { specifier, protocol: "npm", name: "zod", dependency: "zod", allowed: "^3", ...rest };
};

function importsOf(...mapped: Parameters<typeof importMap>[0]): Record<string, string> {
  return JSON.parse(importMap(mapped)).imports;
}

test("a package that is imported as a whole has all its spellings, a path only its own", () => {
  const whole = { use: zod("npm:zod"), version: "3.25.76", address: "whole" };
  const path = { use: zod("zod/v4", { subpath: "v4" }), version: "3.25.76", address: "path" };
  expect(importsOf(whole, path)).toEqual({
    "npm:zod": "whole",
    "npm:zod@3.25.76": "whole",
    "npm:zod@^3": "whole",
    tentacular: "data:text/javascript,export{}",
    zod: "whole",
    "zod/v4": "path",
  });
  expect(Object.keys(importsOf(path))).toEqual(["tentacular", "zod/v4"]);
});

test("bare names stand for the contract's version where code wants another one, too", () => {
  const newest = { use: zod("npm:zod@^3", { request: "^3" }), version: "3.25.76", address: "newest" };
  const older = { use: zod("npm:zod@~3.22", { request: "~3.22" }), version: "3.22.4", address: "older" };
  const expected = { zod: "newest", "npm:zod": "newest", "npm:zod@3.22.4": "older", "npm:zod@~3.22": "older" };
  expect(importsOf(newest, older)).toMatchObject(expected);
  expect(importMap([older, newest])).toBe(importMap([newest, older]));
});
