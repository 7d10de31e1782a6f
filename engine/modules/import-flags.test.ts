import { expect, test } from "vitest";
import { importFlags } from "./import-flags.ts";
import { moduleSources } from "./module-sources.ts";

const none = { "allow-import": [], "npm-registry": undefined, "jsr-registry": undefined };
const closed = { open: false, map: { imports: {} } };

test("with a contract and no source, nothing comes from elsewhere, and the lock has nothing to say", () => {
  expect(importFlags({ ...closed, lock: "/w/deno.lock" }, moduleSources(none))).toEqual([
    "--no-npm",
    "--no-remote",
    "--no-lock",
  ]);
});

test("from a proxy only, and only what is locked", () => {
  const sources = moduleSources({ ...none, "allow-import": ["proxy:8080"] });
  expect(importFlags({ ...closed, lock: "/w/deno.lock" }, sources)).toEqual([
    "--no-npm",
    "--allow-import=proxy:8080",
    "--lock=/w/deno.lock",
    "--frozen",
  ]);
});

test("mirrors of npm and JSR: modules of JSR are imported from its mirror", () => {
  const sources = moduleSources({ ...none, "npm-registry": "http://npm:4873", "jsr-registry": "http://jsr/" });
  expect(importFlags(closed, sources)).toEqual(["--allow-import=jsr:80", "--no-lock"]);
});

test("without a contract Deno imports what it imports by itself", () => {
  expect(importFlags({ ...closed, open: true }, moduleSources(none))).toEqual(["--no-lock"]);
});
