import { expect, test } from "vitest";
import { deskMap } from "./desk-map.ts";
import type { Lock } from "./lock.ts";
import type { PackageUse } from "./package-use.ts";

const zod: PackageUse = {
  specifier: "npm:zod/v4",
  protocol: "npm",
  name: "zod",
  subpath: "v4",
  dependency: "zod",
  allowed: "^3",
};
const csv: PackageUse = { specifier: "csv", protocol: "jsr", name: "@std/csv", dependency: "csv", allowed: "*" };
const empty: Lock = { version: "5", redirects: {}, remote: {} };

function importsOf(lock: Lock): object {
  return JSON.parse(deskMap([zod, csv], lock)).imports;
}

test("without a lock Deno gets what the contract asks for", () => {
  expect(importsOf(empty)).toMatchObject({ "npm:zod/v4": "npm:zod@^3/v4", csv: "jsr:@std/csv" });
});

test("versions that a proxy's lock has are the desk's too", () => {
  const proxy = "http://esm-sh.tools.svc:8080";
  const redirects = { [`${proxy}/zod@^3?target=denonext`]: `${proxy}/zod@3.25.76?target=denonext` };
  const remote = { [`${proxy}/zod@3.25.76/v4?target=denonext`]: "0".repeat(64) };
  expect(importsOf({ ...empty, redirects, remote })).toMatchObject({ "npm:zod/v4": "npm:zod@3.25.76/v4" });
});

test("so are those of a lock that Deno made", () => {
  const specifiers = { "npm:zod@3": "3.22.4", "npm:zod@4": "4.1.0", "jsr:@std/csv@1.0.6": "1.0.6" };
  expect(importsOf({ ...empty, specifiers })).toMatchObject({
    "npm:zod/v4": "npm:zod@3.22.4/v4",
    csv: "jsr:@std/csv@1.0.6",
  });
});
