import { expect, test } from "vitest";
import { importFlags } from "./import-flags.ts";
import { moduleSources } from "./module-sources.ts";

const desk = { "allow-import": [], "npm-registry": undefined, "jsr-registry": undefined, packages: true };
const closed = { open: false, map: { imports: {} }, lock: "/w/deno.lock" };

test("at the desk packages come from Deno's own registries, and no lock holds them", () => {
  expect(importFlags(closed, moduleSources(desk))).toEqual(["--no-lock"]);
});

test("a registry that somebody names is the only one for its kind", () => {
  const sources = moduleSources({ ...desk, "jsr-registry": "http://jsr.tools:8000/" });
  expect(importFlags(closed, sources)).toEqual(["--allow-import=jsr.tools:8000", "--no-lock"]);
});
