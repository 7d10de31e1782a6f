import { mkdtempDisposable, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { tntc } from "../cli/tntc.ts";
import { type Jsr, startJsr } from "../jsr/start-jsr.ts";
import { sharedNpmRegistry } from "../npm-registry/shared-npm-registry.ts";
import type { NpmRegistry } from "../npm-registry/start-npm-registry.ts";
import { programInTest } from "./program-in-test.ts";
import { sample } from "./sample.ts";

let registry: NpmRegistry;
let jsr: Jsr;
beforeAll(async () => {
  [registry, jsr] = await Promise.all([sharedNpmRegistry(), startJsr()]);
}, 240_000);
afterAll(async () => {
  await jsr[Symbol.asyncDispose]();
});

const node = `import { z } from "npm:zod"; import { greet } from "jsr:@tentacular/greeting@^1"; import ms from "ms";
export default (_, input) => ({ greeting: greet(z.object({ name: z.string() }).parse(input).name), minute: ms("1m") });`;

const contract = `contract:
  version: "1"
  dependencies:
    zod: { protocol: npm, host: zod, version: ^3 }
    ms: { protocol: npm, host: ms, version: 2.1.3 }
    greeting: { protocol: jsr, host: "@tentacular/greeting", version: ^1 }
`;

/** Without a cache of Deno's, so that the registries are asked. */
const env = (cache: string) => ({
  NPM_CONFIG_REGISTRY: registry.url,
  JSR_URL: jsr.url,
  DENO_DIR: join(cache, ".deno"),
});

test("packages work in run --local and test, from the registries that this machine is set to", async () => {
  using space = sample({ nodes: { greet: node }, more: contract });
  const at = { cwd: space.dir, env: env(space.dir) };
  const ran = await tntc(["run", "--local", "--input", '{"name":"Ada"}'], at);
  expect(ran.exitCode, ran.stderr).toBe(0);
  expect(JSON.parse(ran.stdout).outputs.greet).toEqual({ greeting: "Hello, Ada", minute: 60_000 });
  const given = { input: { name: "Ada" }, expected: { greeting: "Hello, Ada", minute: 60_000 } };
  space.write({ "tests/fixtures/greet.json": JSON.stringify(given) });
  const tested = await tntc(["test"], at);
  expect(tested.exitCode, tested.stdout + tested.stderr).toBe(0);
  const misused = 'import { z } from "npm:zod";\nexport default () => ({ size: z.string().parse("a") * 2 });\n';
  space.write({ "nodes/greet.ts": misused });
  expect((await tntc(["validate", "--types"], at)).stdout).toContain("nodes/greet.ts:2:31 error TYPE-ERROR");
});

test("mirrors are locked by Deno, without a cluster, and the lock decides the desk's versions", async () => {
  using space = sample({ nodes: { greet: node }, more: contract });
  await writeFile(join(space.dir, "settings.yaml"), `modules: { npm: "${registry.url}", jsr: "${jsr.url}" }\n`);
  const at = { cwd: space.dir, env: { ...env(space.dir), TENTACULAR_CONFIG: join(space.dir, "settings.yaml") } };
  const locked = await tntc(["contract", "lock", "--modules", "mirror"], at);
  expect(locked.exitCode, locked.stderr).toBe(0);
  expect(locked.stdout).toMatch(/npm:zod +\^3 +3\.25\.76/);
  expect(locked.stdout).toMatch(/jsr:@tentacular\/greeting +\^1 +1\.1\.0/);
  const lock = JSON.parse(await readFile(join(space.dir, "deno.lock"), "utf8"));
  expect(lock.npm["zod@3.25.76"].integrity).toMatch(/^sha512-/);
  expect(lock.jsr["@tentacular/greeting@1.1.0"].integrity).toMatch(/^[0-9a-f]{64}$/);
  expect((await tntc(["contract", "lock", "--modules", "mirror"], at)).stdout).toContain("deno.lock is as it was");
  const planned = await tntc(["plan", "--modules", "mirror", "--show", "values", "-o", "json"], at);
  const { modules } = JSON.parse(planned.stdout).result.values;
  expect(modules).toMatchObject({ mode: "mirror", npmRegistry: registry.url, jsrRegistry: jsr.url, allowImport: "" });
  expect(JSON.parse(modules.importMap).imports).toMatchObject({ "npm:zod": "npm:zod@3.25.76", ms: "npm:ms@2.1.3" });
});

test("dev follows an edit that imports another package of the contract, and says what to declare for any other", async () => {
  const zod = `import { z } from "npm:zod"; export default (_, input) => z.object({}).parse(input);`;
  using space = sample({ nodes: { greet: zod }, more: contract });
  // Not in the folder, where each module that is fetched would be an edit.
  await using cache = await mkdtempDisposable(join(tmpdir(), "tntc-dev-"));
  await using dev = programInTest(["dev", "--port", "0"], { cwd: space.dir, env: env(cache.path) });
  const [url] = await dev.sees(/http:\/\/127\.0\.0\.1:\d+/);
  const post = async () => await (await fetch(`${url}/run`, { method: "POST", body: '{"name":"Ada"}' })).text();
  const soon = { timeout: 30_000, interval: 100 };
  await expect.poll(post, soon).toContain('"success":true');
  space.write({ "nodes/greet.ts": node });
  await expect.poll(post, soon).toContain('"minute":60000');
  space.write({ "nodes/greet.ts": `import "npm:nothing-declared";\n${node}` });
  await dev.sees(/nothing-declared[\s\S]*contract\.dependencies/);
  space.write({ "nodes/greet.ts": node });
  await expect.poll(post, soon).toContain('"minute":60000');
});

test("a mirror that nobody has named, and a package that none has, are said with what to do", async () => {
  using space = sample({
    nodes: { greet: 'import "npm:nothing-of-that-name"; export default () => 1;' },
    more: absent,
  });
  const at = { cwd: space.dir, env: { ...env(space.dir), TENTACULAR_CONFIG: join(space.dir, "settings.yaml") } };
  const unnamed = await tntc(["contract", "lock", "--modules", "mirror"], at);
  expect(unnamed.stderr).toContain("MIRROR-MISSING");
  expect(unnamed.exitCode).toBe(4);
  await writeFile(join(space.dir, "settings.yaml"), `modules: { npm: "${registry.url}" }\n`);
  const missing = await tntc(["contract", "lock", "--modules", "mirror"], at);
  expect(missing.stderr).toContain("MODULE-UNAVAILABLE");
  expect(missing.stderr).toContain("nothing-of-that-name");
});

const absent = 'contract: { version: "1", dependencies: { it: { protocol: npm, host: nothing-of-that-name } } }\n';
