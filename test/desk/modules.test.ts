import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { findDeno } from "../../src/find-deno.ts";
import { bundleModules } from "../../src/modules/bundle-modules.ts";
import { completeLock } from "../../src/modules/complete-lock.ts";
import { httpSource } from "../../src/modules/http-source.ts";
import { importMap } from "../../src/modules/import-map.ts";
import { lockText } from "../../src/modules/lock-text.ts";
import { lockedLoad } from "../../src/modules/locked-load.ts";
import { makeLock } from "../../src/modules/make-lock.ts";
import type { ModuleCache } from "../../src/modules/module-cache.ts";
import type { PackageUse } from "../../src/modules/package-use.ts";
import { packageUses } from "../../src/modules/package-uses.ts";
import { parseLock } from "../../src/modules/parse-lock.ts";
import { pinsIn } from "../../src/modules/pins.ts";
import { moduleServer } from "./module-server.ts";

const scratch = await mkdtemp(join(tmpdir(), "modules-"));
afterAll(() => rm(scratch, { recursive: true, force: true }));

/** Shapes as the real proxy answers: facades, roots and relatives, ranges of transitive packages, modules that come late. */
const packages = () => ({
  "/zod@^3?target=denonext": "->/zod@3.25.76?target=denonext",
  "/zod@~3.22?target=denonext": "->/zod@3.22.4?target=denonext",
  "/zod@3.25.76?target=denonext": 'export * from "/zod@3.25.76/denonext/zod.mjs";\n',
  "/zod@3.22.4?target=denonext": 'export const z = "3.22";\n',
  "/zod@3.25.76/v4?target=denonext": 'export const z = "v4";\n',
  "/zod@3.25.76/denonext/zod.mjs":
    'import "node:buffer";import{ms}from"/ms@^2.1.1?target=denonext";import{u}from"./util.mjs";export const z="zod"+ms+u;export const late=()=>import("/late@^1?target=denonext"),gone=()=>import("/gone@^1?target=denonext");\n',
  "/zod@3.25.76/denonext/util.mjs": 'export*from"./zod.mjs";export const u="+util";\n',
  "/ms@^2.1.1?target=denonext": "->/ms@2.1.3?target=denonext",
  "/ms@2.1.3?target=denonext": 'export const ms="+ms";\n',
  "/late@^1?target=denonext": "->/late@1.0.0?target=denonext",
  "/late@1.0.0?target=denonext": "408 once export const late = true;\n",
  "/jsr/@std/csv?target=denonext": "->/jsr/@std/csv@1.0.6?target=denonext",
  "/jsr/@std/csv@1.0.6/parse?target=denonext": 'export const parse = (text) => text.split(",");\n',
});

const contract = {
  version: "1" as const,
  dependencies: {
    zod: { protocol: "npm", host: "zod", version: "^3" },
    csv: { protocol: "jsr", host: "@std/csv" },
  },
};

function usesOf(specifiers: string[]): PackageUse[] {
  return packageUses(
    contract,
    specifiers.map((specifier) => ({ file: "nodes/a.ts", line: 1, column: 1, specifier })),
  );
}

const all = ["npm:zod@^3", "npm:zod", "zod", "zod/v4", "npm:zod@~3.22", "jsr:@std/csv/parse", "npm:other"];
const empty = parseLock('{"version":"5"}');

test("the lock that we write is what Deno accepts frozen, asking only for exact addresses", async () => {
  await using server = await moduleServer(packages());
  const source = httpSource(server.url);
  const uses = usesOf(all);
  const lock = await completeLock(uses, { lock: empty, source, proxyVersion: "v137_6" });
  const { pinned, missing } = pinsIn(lock, uses, server.url);
  expect(missing).toEqual([]);
  expect(pinned.map(({ use, version }) => [use.specifier, version])).toEqual([
    ["jsr:@std/csv/parse", "1.0.6"],
    ["npm:zod", "3.25.76"],
    ["npm:zod@^3", "3.25.76"],
    ["npm:zod@~3.22", "3.22.4"],
    ["zod", "3.25.76"],
    ["zod/v4", "3.25.76"],
  ]);
  const map = importMap(pinned.map(({ use, url, version }) => ({ use, version, address: url })));
  await writeFile(join(scratch, "import_map.json"), map);
  await writeFile(join(scratch, "deno.lock"), lockText(lock));
  await writeFile(
    join(scratch, "node.ts"),
    `import { z, late } from "npm:zod@^3"; import { z as bare } from "zod"; import { z as four } from "zod/v4";
     import { z as old } from "npm:zod@~3.22"; import { parse } from "jsr:@std/csv/parse";
     const exact = await import("npm:zod@" + "3.25.76");
     console.log([z, bare, four, old, parse("a,b").length, (await late()).late, exact.z].join(" "));`,
  );
  server.asked.length = 0;
  expect(await deno(server.url, "node.ts")).toBe("zod+ms+util zod+ms+util v4 3.22 2 true zod+ms+util\n");
  expect(server.asked.filter((path) => path.includes("^") && !path.startsWith("/gone"))).toEqual([]);
});

test("a complete lock asks nothing, and the same lock is the same text", async () => {
  await using server = await moduleServer(packages());
  const source = httpSource(server.url);
  const lock = await completeLock(usesOf(all), { lock: empty, source });
  const again = await completeLock(usesOf([...all].reverse()), { lock: empty, source });
  expect(lockText(again)).toBe(lockText(lock));
  server.asked.length = 0;
  expect(await completeLock(usesOf(all), { lock, source })).toBe(lock);
  expect(parseLock(lockText(lock))).toEqual(lock);
  expect(server.asked).toEqual([]);
});

test("what the lock has stays as it is when the code imports more", async () => {
  await using server = await moduleServer(packages());
  const source = httpSource(server.url);
  const first = await completeLock(usesOf(["npm:zod@^3"]), { lock: empty, source });
  server.files["/zod@^3?target=denonext"] = "->/zod@3.99.0?target=denonext";
  server.asked.length = 0;
  const second = await completeLock(usesOf(["npm:zod@^3", "jsr:@std/csv/parse"]), { lock: first, source });
  expect(server.asked).toEqual(["/jsr/@std/csv?target=denonext", "/jsr/@std/csv@1.0.6/parse?target=denonext"]);
  expect(second.remote).toMatchObject(first.remote);
});

test("bundled modules find each other without any server", async () => {
  const held = new Map<string, Uint8Array>();
  const cache: ModuleCache = {
    get: async (hash) => held.get(hash),
    put: async (hash, bytes) => void held.set(hash, bytes),
  };
  const server = await moduleServer(packages());
  const uses = usesOf(all);
  const source = httpSource(server.url);
  const lock = await completeLock(uses, { lock: empty, source });
  const load = lockedLoad({ lock, cache, source });
  const { files, map } = await bundleModules(pinsIn(lock, uses, server.url).pinned, load);
  await server[Symbol.asyncDispose]();
  const again = await bundleModules(pinsIn(lock, uses, server.url).pinned, load);
  expect(again, "the second time comes from the cache").toEqual({ files, map });
  const folder = await mkdtemp(join(scratch, "bundled-"));
  for (const { path, bytes } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), bytes);
  }
  await writeFile(join(folder, "import_map.json"), map);
  await writeFile(
    join(folder, "node.ts"),
    `import { z, late } from "npm:zod@^3"; import { z as four } from "zod/v4"; import { parse } from "jsr:@std/csv/parse";
     console.log([z, four, parse("a,b").length, (await late()).late].join(" "));`,
  );
  expect(files.map(({ path }) => path)).toContain("modules/zod@3.25.76/denonext/util.mjs");
  const flags = ["run", "--no-prompt", "--no-config", "--no-npm", "--no-remote", "--no-lock", "--allow-read=."];
  expect(await run([...flags, "--import-map=import_map.json", "node.ts"], folder)).toBe("zod+ms+util v4 2 true\n");
});

test("bytes that are not the lock's never come into the code", async () => {
  await using server = await moduleServer(packages());
  const uses = usesOf(["npm:zod@^3"]);
  const source = httpSource(server.url);
  const lock = await completeLock(uses, { lock: empty, source });
  server.files["/ms@2.1.3?target=denonext"] = 'export const ms="evil";';
  const cache: ModuleCache = { get: async () => undefined, put: async () => {} };
  const bundling = bundleModules(pinsIn(lock, uses, server.url).pinned, lockedLoad({ lock, cache, source }));
  await expect(bundling).rejects.toMatchObject({
    code: "MODULE-CHANGED",
    message: expect.stringContaining("/ms@2.1.3?target=denonext"),
  });
});

test("other bytes are locked with the same versions from a proxy of another version, or of none that is known", async () => {
  await using server = await moduleServer(packages());
  const uses = usesOf(["npm:zod@~3.22"]);
  const source = httpSource(server.url);
  const old = await completeLock(uses, { lock: empty, source, proxyVersion: "v1" });
  server.files["/zod@~3.22?target=denonext"] = "->/zod@3.22.9?target=denonext";
  server.files["/zod@3.22.4?target=denonext"] = "export const z = 'other';";
  const again = (proxyVersion?: string) => makeLock(uses, { old, source, proxyVersion, update: [] });
  await expect(again("v1")).rejects.toMatchObject({ code: "MODULE-CHANGED" });
  for (const lock of [await again("v2"), await again()]) {
    expect(lock.redirects).toEqual(old.redirects);
    expect(Object.keys(lock.remote)).toEqual(Object.keys(old.remote));
    expect(lock.remote).not.toEqual(old.remote);
  }
});

test("changed bytes are refused by Deno, with its own exit code", async () => {
  await using server = await moduleServer(packages());
  const uses = usesOf(["npm:zod@~3.22"]);
  const lock = await completeLock(uses, { lock: empty, source: httpSource(server.url) });
  const { pinned } = pinsIn(lock, uses, server.url);
  await writeFile(join(scratch, "import_map.json"), importMap(pinned.map(({ use, url }) => ({ use, address: url }))));
  await writeFile(join(scratch, "deno.lock"), lockText(lock));
  await writeFile(join(scratch, "node.ts"), 'import "npm:zod@~3.22";');
  server.files["/zod@3.22.4?target=denonext"] = "export const z = 'other';";
  await expect(deno(server.url, "node.ts")).rejects.toMatchObject({ code: 10 });
});

test.each([
  [{ "/zod@3.25.76/denonext/util.mjs": "404 no such file" }, "MODULE-UNAVAILABLE", "/zod@3.25.76/denonext/zod.mjs"],
  [{ "/ms@2.1.3?target=denonext": 'import "https://elsewhere.example.com/x.js";' }, "MODULE-FOREIGN", "elsewhere"],
  [{ "/ms@2.1.3?target=denonext": 'import "npm:fsevents@2";' }, "MODULE-FOREIGN", "npm:fsevents@2"],
  [{ "/ms@2.1.3?target=denonext": 'import "/error.js?type=unsupported";' }, "MODULE-UNSUPPORTED", "/error.js"],
  [{ "/zod@^3?target=denonext": "->/zod@4.0.0?target=denonext" }, "VERSION-UNRESOLVED", "4.0.0"],
])("%j is refused with the way that leads there", async (changed, code, said) => {
  await using server = await moduleServer({ ...packages(), ...changed });
  const broken = completeLock(usesOf(["npm:zod@^3"]), { lock: empty, source: httpSource(server.url) });
  await expect(broken).rejects.toMatchObject({ code, message: expect.stringContaining(said) });
});

function deno(proxy: string, file: string): Promise<string> {
  const flags = ["run", "--no-prompt", "--no-config", "--no-npm", "--frozen", `--allow-import=${new URL(proxy).host}`];
  return run([...flags, "--import-map=import_map.json", "--lock=deno.lock", file], scratch);
}

function run(args: string[], cwd: string): Promise<string> {
  const env = { ...process.env, NO_COLOR: "1", DENO_DIR: join(scratch, "cache"), DENO_NO_UPDATE_CHECK: "1" };
  return new Promise((resolve, reject) => {
    execFile(findDeno(), args, { cwd, env }, (error, stdout) => (error ? reject(error) : resolve(stdout)));
  });
}
