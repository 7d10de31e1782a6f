import { expect, test } from "vitest";
import { packageSpecifier } from "./package-specifier.ts";

test.each([
  ["npm:zod", { protocol: "npm", name: "zod" }],
  ["npm:/zod", { protocol: "npm", name: "zod" }],
  ["npm:zod@^3", { protocol: "npm", name: "zod", request: "^3" }],
  ["npm:zod@>=3 <4", { protocol: "npm", name: "zod", request: ">=3 <4" }],
  ["npm:zod/v4/mini", { protocol: "npm", name: "zod", subpath: "v4/mini" }],
  ["npm:@scope/name@latest/a.js", { protocol: "npm", name: "@scope/name", request: "latest", subpath: "a.js" }],
  ["jsr:@std/encoding@1/base64", { protocol: "jsr", name: "@std/encoding", request: "1", subpath: "base64" }],
  ["jsr:/@std/csv", { protocol: "jsr", name: "@std/csv" }],
])("%s is taken apart", (specifier, parts) => {
  expect(packageSpecifier(specifier)).toEqual(parts);
});

test.each(["zod", "./zod.ts", "node:fs", "https://esm.sh/zod", "npm:", "jsr:hash", "npm:@scope"])(
  "%s names no package",
  (specifier) => expect(packageSpecifier(specifier)).toBeUndefined(),
);
