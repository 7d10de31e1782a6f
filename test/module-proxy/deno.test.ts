import { mkdtempDisposable, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sharedNpmRegistry } from "../npm-registry/shared-npm-registry.ts";
import { runDeno } from "./run-deno.ts";
import { startModuleProxy } from "./start-module-proxy.ts";

const cleanup = new AsyncDisposableStack();
let config: object;

beforeAll(async () => {
  const { url: registry, token } = await sharedNpmRegistry();
  config = {
    npmRegistry: registry,
    npmScopedRegistries: { "@jsr": { registry }, "@acme": { registry, token } },
  };
});

afterAll(() => cleanup.disposeAsync());

const main = `import { z } from "npm:zod@^3.22.0";
import ms from "npm:ms@2";
import price from "npm:@acme/pricing";
import { rate } from "npm:@acme/pricing/tax";
import { greetFormally } from "jsr:@tentacular/greeting@1/formal";
import legacy, { folderOf } from "npm:tentacular-test-legacy";
import { metres } from "npm:tentacular-test-units@1.0.0/length";
import { conversions, grams } from "npm:tentacular-test-units@1.0.0/mass";
metres(1);
grams(1);
console.log(JSON.stringify([
  z.string().parse("text"), ms("2 days"), price(1, 1), rate, greetFormally("reader"),
  folderOf("/a/b"), legacy.milliseconds("1s"), legacy.metres(1), legacy.inProduction, legacy.bytes("é"), conversions(),
]));
`;

const printed = `${JSON.stringify([
  "text",
  172_800_000,
  34.01942775,
  0.2,
  "Hello, dear reader",
  "/a",
  1000,
  1609.344,
  true,
  2,
  ["length", "mass", "length"],
])}\n`;

/** What the code imports, as the proxy knows it. */
const paths = {
  "npm:zod@^3.22.0": "zod@3.25.76",
  "npm:ms@2": "ms@2.1.3",
  "npm:@acme/pricing": "@acme/pricing@1.0.0",
  "npm:@acme/pricing/tax": "@acme/pricing@1.0.0/tax",
  "jsr:@tentacular/greeting@1/formal": "jsr/@tentacular/greeting@1.1.0/formal",
  "npm:tentacular-test-legacy": "tentacular-test-legacy@1.0.0",
  "npm:tentacular-test-units@1.0.0/length": "tentacular-test-units@1.0.0/length",
  "npm:tentacular-test-units@1.0.0/mass": "tentacular-test-units@1.0.0/mass",
};

async function writeWorkflow(folder: string, url: string): Promise<string[]> {
  const entries = Object.entries(paths).map(([name, path]) => [name, `${url}/${path}?target=denonext`]);
  await writeFile(join(folder, "import_map.json"), JSON.stringify({ imports: Object.fromEntries(entries) }));
  await writeFile(join(folder, "main.ts"), main);
  const host = new URL(url).host;
  return [
    "--no-config",
    "--no-npm",
    `--allow-import=${host}`,
    "--import-map=import_map.json",
    "--lock=deno.lock",
    "main.ts",
  ];
}

test("Deno loads npm, CommonJS, private and JSR packages by import map, and again by the frozen lock alone", async () => {
  await using proxy = await startModuleProxy({ config });
  await using home = await mkdtempDisposable(join(tmpdir(), "tntc-deno-"));
  const args = await writeWorkflow(home.path, proxy.url);
  expect(await runDeno(home.path, ["run", ...args])).toMatchObject({ exitCode: 0, stdout: printed });
  const lock = await readFile(join(home.path, "deno.lock"), "utf8");
  expect(lock).toContain(
    `"${proxy.url}/tentacular-test-units@^1.0.0/mass?target=denonext": "${proxy.url}/tentacular-test-units@1.1.0/mass?target=denonext"`,
  );
  expect(await runDeno(home.path, ["run", "--frozen", ...args])).toMatchObject({ exitCode: 0, stdout: printed });
});

test("a lock is refused by a server that builds other bytes, and Deno names the module", async () => {
  await using home = await mkdtempDisposable(join(tmpdir(), "tntc-deno-"));
  let port = "";
  {
    await using proxy = await startModuleProxy({ config });
    port = new URL(proxy.url).port;
    const args = await writeWorkflow(home.path, proxy.url);
    expect(await runDeno(home.path, ["run", ...args])).toMatchObject({ exitCode: 0 });
  }
  await using other = await startModuleProxy({ config: { ...config, minify: false }, port: Number(port) });
  const args = await writeWorkflow(home.path, other.url);
  const { exitCode, stderr } = await runDeno(home.path, ["run", "--frozen", ...args]);
  expect(exitCode).toBe(10);
  expect(stderr).toContain("Integrity check failed");
});
