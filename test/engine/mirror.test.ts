import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, onTestFinished, test } from "vitest";
import { tntc } from "../cli/tntc.ts";
import { sample } from "../desk/sample.ts";
import { freePort } from "../free-port.ts";
import { openMirror } from "../modules/open-mirror.ts";
import { sharedNpmRegistry } from "../npm-registry/shared-npm-registry.ts";
import type { NpmRegistry } from "../npm-registry/start-npm-registry.ts";
import { startEngine, type TestEngine } from "./start-engine.ts";
import { writeWorkflow } from "./write-workflow.ts";

const contract = `contract:
  version: "1"
  dependencies:
    pricing: { protocol: npm, host: "@acme/pricing", version: "1.0.0" }
`;
const nodes = {
  price: `import { price } from "npm:@acme/pricing";
export default async (_ctx: unknown, { steal }: { steal?: string }) =>
  steal === undefined ? price(1, 1) : await Deno.readTextFile(steal);
`,
};

let registry: NpmRegistry;
/** What a deploy adds to the code: the import map and the lock. */
let made: Record<string, string>;
beforeAll(async () => {
  registry = await sharedNpmRegistry();
  made = await lockedAtTheDesk();
}, 240_000);

/** As an author does it, whose home folder has the credentials. */
async function lockedAtTheDesk(): Promise<Record<string, string>> {
  const settings = `modules: { npm: "${registry.url}" }\n`;
  using space = sample({
    nodes,
    more: contract,
    files: { "settings.yaml": settings, ".npmrc": npmrcFor(registry.url) },
  });
  const env = {
    HOME: space.dir,
    DENO_DIR: join(space.dir, ".deno"),
    TENTACULAR_CONFIG: join(space.dir, "settings.yaml"),
  };
  const locked = await tntc(["contract", "lock", "--modules", "mirror"], { cwd: space.dir, env });
  expect(locked.exitCode, locked.stderr).toBe(0);
  const planned = await tntc(["plan", "--modules", "mirror", "--show", "values", "-o", "json"], {
    cwd: space.dir,
    env,
  });
  const { importMap } = JSON.parse(planned.stdout).result.values.modules;
  return { "import_map.json": importMap, "deno.lock": readFileSync(join(space.dir, "deno.lock"), "utf8") };
}

function npmrcFor(url: string): string {
  return `//${new URL(url).host}/:_authToken=${registry.token}\n`;
}

/** A folder with credentials, as a Secret is mounted. */
function credentialsFor(url: string): string {
  const dir = folder();
  writeFileSync(join(dir, ".npmrc"), npmrcFor(url));
  return dir;
}

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), "tentacular-mirror-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

async function engineOn(url: string, flags: string[] = []): Promise<TestEngine> {
  const dir = writeWorkflow({ nodes, more: contract, files: made });
  return await startEngine(dir, ["--npm-registry", url, ...flags], { env: { DENO_DIR: folder() } });
}

test("a private package comes with the credentials of an .npmrc that node code cannot read", async () => {
  const npmrc = credentialsFor(registry.url);
  const engine = await (await engineOn(registry.url, ["--npmrc", npmrc])).ready();
  expect((await engine.run({})).body.outputs).toEqual({ price: 34.01942775 });
  const stolen = await engine.run({ steal: join(npmrc, ".npmrc") });
  expect(stolen.body).toMatchObject({ success: false });
  expect(stolen.body.errors["price"]).toContain("read");
  expect(JSON.stringify(stolen.body) + engine.lines.join("\n")).not.toContain(registry.token);
});

test("without credentials the registry's answer is told, with what to do", async () => {
  const engine = await engineOn(registry.url);
  expect(await engine.ended).toBe(78);
  expect(engine.log.find(({ level }) => level === "error")).toMatchObject({
    code: "MODULE-REFUSED",
    msg: expect.stringMatching(/^Module "http:\/\/127\.0\.0\.1:\d+\/@acme\/pricing" is not served: 40[13]: /),
    remedy: expect.stringContaining("modules.npmrcSecret"),
  });
});

test("while the mirror is away the engine waits and says for what, and goes on by itself", async () => {
  const mirror = await openMirror(registry, { credentials: "asker" });
  await mirror[Symbol.asyncDispose]();
  const engine = await engineOn(mirror.url, ["--npmrc", credentialsFor(mirror.url)]);
  await engine.logged({ event: "modules-awaited", level: "warn" });
  expect(await engine.ask("/ready")).toMatchObject({
    status: 503,
    body: { error: { code: "MODULES-AWAITED", message: expect.stringContaining(`"${mirror.url}/@acme/pricing"`) } },
  });
  await using _ = await openMirror(registry, { credentials: "asker", port: mirror.port });
  await engine.ready();
  expect((await engine.run({})).body.outputs).toEqual({ price: 34.01942775 });
});

test("a mirror that stays away is one clear error, and exit 78", async () => {
  const engine = await engineOn(`http://127.0.0.1:${await freePort()}/`, ["--module-wait", "1"]);
  expect(await engine.ended).toBe(78);
  expect(engine.log.find(({ level }) => level === "error")).toMatchObject({
    code: "MODULES-UNREACHABLE",
    msg: expect.stringContaining("could not be had within 1 s: the connection is refused"),
    remedy: expect.stringContaining("Look at the mirror"),
  });
});

test("a workflow without a contract imports packages as Deno does, with neither map nor lock", async () => {
  const days = 'import ms from "npm:ms@2.1.3";\nexport default () => ms("2 days");\n';
  const dir = writeWorkflow({ nodes: { days } });
  // Deno's own default is the public registry, which tests do not ask.
  const engine = await startEngine(dir, ["--npm-registry", registry.url], { env: { DENO_DIR: folder() } });
  await engine.ready();
  expect((await engine.run({})).body.outputs).toEqual({ days: 172_800_000 });
});
