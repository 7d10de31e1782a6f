import { expect, test } from "vitest";
import { importComplaint } from "./import-complaint.ts";

test("a module that is not the locked one is named", () => {
  const text = `error: Integrity check failed for remote specifier. The source code is invalid, as it does not match the expected hash in the lock file.

  Specifier: http://proxy:8080/zod@3.1.0/denonext/zod.mjs
  Actual: 35ef
  Expected: 0000
`;
  expect(importComplaint(text)).toMatchObject({
    code: "MODULE-CHANGED",
    message: expect.stringContaining('"http://proxy:8080/zod@3.1.0/denonext/zod.mjs"'),
    remedy: expect.stringContaining('"tntc contract lock"'),
  });
});

test("a lock that lacks a module names the first that it lacks", () => {
  const text = `The lockfile is out of date. Run \`deno install --frozen=false\`, or rerun with \`--frozen=false\` to update it.
changes:
1 | -{"version":"5"}
1 | +{
2 | +  "version": "5",
3 | +  "remote": {
4 | +    "http://proxy:8080/zod@3.1.0/denonext/zod.mjs": "35ef",
`;
  expect(importComplaint(text)).toMatchObject({
    code: "MODULE-NOT-LOCKED",
    message: expect.stringContaining('"http://proxy:8080/zod@3.1.0/denonext/zod.mjs"'),
  });
});

test("what is not mapped is said so, and other errors are none of this", () => {
  expect(importComplaint("npm specifiers were requested; but --no-npm is specified")?.code).toBe("IMPORT-NOT-MAPPED");
  expect(
    importComplaint('A remote specifier was requested: "https://x/y", but --no-remote is specified.'),
  ).toMatchObject({
    message: '"https://x/y" is imported that the import map does not have',
  });
  expect(importComplaint("boom")).toBeUndefined();
});
