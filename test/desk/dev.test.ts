import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { expectGolden } from "../cli/golden.ts";
import { tntc } from "../cli/tntc.ts";
import { descendants, lingering, type Program } from "./program.ts";
import { programInTest } from "./program-in-test.ts";
import { sample } from "./sample.ts";
import { untilItSays } from "./until-it-says.ts";

const says = (word: string) => `export default async (_ctx, input) => ({ word: "${word}", input });\n`;

async function urlOf(dev: Program): Promise<string> {
  return (await dev.sees(/http:\/\/127\.0\.0\.1:\d+/))[0];
}

async function post(url: string, body = "{}"): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${url}/run`, { method: "POST", body });
  return { status: response.status, body: await response.json() };
}

test("the banner shows stages and a line that can be pasted", async () => {
  using space = sample({
    nodes: { one: says("a"), two: says("b"), three: says("c") },
    edges: ["one two", "one three"],
    files: { "tests/fixtures/one.json": { input: { it: "isn't" } } },
  });
  await using dev = programInTest(["dev", space.dir, "--port", "0"]);
  const url = await urlOf(dev);
  await dev.sees(/Stage 1: \[one\]\n.*Stage 2: \[three, two\]/);
  const [, line = ""] = await dev.sees(/POST \/run +(curl .*)\n/);
  expect(line).toBe(`curl -s ${url}/run -d '{"it":"isn'\\''t"}'`);
});

test("each edit answers, without a restart of the server", async () => {
  using space = sample({ nodes: { word: says("zero") } });
  await using dev = programInTest(["dev", "--port", "0"], { cwd: space.dir });
  const url = await urlOf(dev);
  await untilItSays(url, "zero");
  for (const word of ["one", "two", "three"]) {
    space.write({ "nodes/word.ts": says(word) });
    await untilItSays(url, word);
  }
});

test("a helper file that a node imports is reloaded, too", async () => {
  using space = sample({
    nodes: { word: 'import { word } from "./text/helper.ts";\nexport default async () => word;\n' },
    files: { "nodes/text/helper.ts": 'export const word = "before";\n' },
  });
  await using dev = programInTest(["dev", "--port", "0"], { cwd: space.dir });
  const url = await urlOf(dev);
  await untilItSays(url, "before");
  space.write({ "nodes/text/helper.ts": 'export const word = "after";\n' });
  await untilItSays(url, "after");
});

test("a broken node is told with its place, the server stays, and mending recovers", async () => {
  using space = sample({ nodes: { word: says("sound") } });
  await using dev = programInTest(["dev", "--port", "0"], { cwd: space.dir });
  const url = await urlOf(dev);
  await untilItSays(url, "sound");
  space.write({ "nodes/word.ts": "export default async () => {\n  const broken = ;\n};\n" });
  await dev.sees(/const broken = ;[\s\S]*nodes\/word\.ts:2:\d+/);
  expect((await fetch(`${url}/health`)).status).toBe(200);
  expect((await post(url)).status).toBe(503);
  space.write({ "nodes/word.ts": says("mended") });
  await untilItSays(url, "mended");
});

test("a broken workflow.yaml is told with its place, and mending recovers", async () => {
  using space = sample({ nodes: { word: says("sound") } });
  await using dev = programInTest(["dev", "--port", "0"], { cwd: space.dir });
  const url = await urlOf(dev);
  await untilItSays(url, "sound");
  space.write({
    "workflow.yaml": 'name: sample\nversion: "1.0"\nnodes:\n  word:\n    path: ./nodes/word.ts\n    descripton: x\n',
  });
  await dev.sees(/workflow\.yaml:6:\d+[\s\S]*descripton: x/);
  space.write({ "workflow.yaml": 'name: sample\nversion: "1.0"\nnodes:\n  other: { path: ./nodes/word.ts }\n' });
  await untilItSays(url, '"other"');
});

test("a file that is deleted and written again recovers", async () => {
  using space = sample({ nodes: { word: says("here") } });
  await using dev = programInTest(["dev", "--port", "0"], { cwd: space.dir });
  const url = await urlOf(dev);
  await untilItSays(url, "here");
  space.remove("nodes/word.ts");
  await dev.sees(/word\.ts/);
  space.write({ "nodes/word.ts": says("back") });
  await untilItSays(url, "back");
});

test("a workflow that is broken from the start is served once it is mended", async () => {
  using space = sample({ nodes: { word: "export default 1 +;\n" } });
  await using dev = programInTest(["dev", "--port", "0"], { cwd: space.dir });
  const url = await urlOf(dev);
  space.write({ "nodes/word.ts": says("mended") });
  await untilItSays(url, "mended");
});

test("a node that fails is told with its place, and the next run works", async () => {
  using space = sample({
    nodes: {
      word: "export default async (_ctx, input) => {\n  if (input.fail) throw new Error('as asked');\n  return 1;\n};\n",
    },
  });
  await using dev = programInTest(["dev", "--port", "0"], { cwd: space.dir });
  const url = await urlOf(dev);
  expect((await post(url, '{"fail":true}')).status).toBe(500);
  await dev.sees(/as asked/);
  expect((await post(url)).status).toBe(200);
});

test("secrets of .secrets.yaml reach the nodes", async () => {
  using space = sample({
    nodes: { word: 'export default async (ctx) => ctx.dependency("api").secret === "s3cret";' },
    more: 'contract: { version: "1", dependencies: { api: { protocol: https, host: api.example.com, auth: { type: api-key, secret: api.key } } } }',
    files: { ".secrets.yaml": "api: { key: s3cret }\n" },
  });
  await using dev = programInTest(["dev", "--port", "0"], { cwd: space.dir });
  const url = await urlOf(dev);
  expect((await post(url)).body).toMatchObject({ outputs: { word: true } });
});

test("an edit of .secrets.yaml is picked up, a broken one is told and mended", async () => {
  const secret = (value: string) => `api: { key: ${value} }\n`;
  using space = sample({
    nodes: { word: "export default async (ctx) => ctx.secrets.api.key;" },
    more: "",
    files: { ".secrets.yaml": secret("first") },
  });
  await using dev = programInTest(["dev", "--port", "0"], { cwd: space.dir });
  const url = await urlOf(dev);
  await untilItSays(url, "first");
  space.write({ ".secrets.yaml": secret("second") });
  await untilItSays(url, "second");
  space.write({ ".secrets.yaml": "api: [ key }\n" });
  await dev.sees(/\.secrets\.yaml/);
  space.write({ ".secrets.yaml": secret("third") });
  await untilItSays(url, "third");
});

test("a port that is taken is told before anything starts", async () => {
  using space = sample({ nodes: { word: says("a") } });
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  try {
    const { stderr, exitCode } = await tntc(["dev", space.dir, "--port", String(port)]);
    expect(exitCode).toBe(4);
    expectGolden("desk/dev-port-taken", stderr.replaceAll(String(port), "<port>"));
    const json = await tntc(["dev", space.dir, "--port", String(port), "-o", "json"]);
    expectGolden("desk/dev-port-taken-json", json.stdout.replaceAll(String(port), "<port>"));
  } finally {
    server.close();
  }
});

test.each(["SIGINT", "SIGTERM"] as const)("%s ends it in order, with all that it started", async (signal) => {
  using space = sample({ nodes: { word: says("a") } });
  await using dev = programInTest(["dev", space.dir, "--port", "0"]);
  await dev.sees(/loaded/);
  const below = descendants(dev.pid);
  expect(below.length).toBeGreaterThanOrEqual(2);
  dev.signal(signal);
  expect(await dev.ended).toBe(0);
  expectGolden("desk/dev", dev.said().replaceAll(/^\d\d:\d\d:\d\d /gm, "<clock> "));
  expect(await lingering(below)).toEqual([]);
});

test("with -o json the engine's own lines are on stderr, and the envelope on stdout", async () => {
  using space = sample({ nodes: { word: says("a") } });
  await using dev = programInTest(["dev", "--port", "0", "-o", "json"], { cwd: space.dir });
  const [, port = ""] = await dev.sees(/"event":"listening","port":(\d+)/);
  await dev.sees(/"event":"loaded"/);
  await untilItSays(`http://127.0.0.1:${port}`, '"a"');
  dev.signal("SIGINT");
  expect(await dev.ended).toBe(0);
  const envelope = dev
    .said()
    .split("\n")
    .find((line) => line.startsWith('{"version"'));
  expectGolden("desk/dev-json", `${envelope}\n`);
});

test("an engine that ends by itself is told", async () => {
  using space = sample({ nodes: { word: says("a") } });
  await using dev = programInTest(["dev", space.dir, "--port", "0"]);
  await dev.sees(/loaded/);
  const below = descendants(dev.pid);
  process.kill(below[0] ?? 0, "SIGKILL");
  expect(await dev.ended).toBe(1);
  expect(dev.said()).toContain("The engine has ended (SIGKILL) (ENGINE-ENDED)");
  expect(await lingering(below)).toEqual([]);
});

test("killed without a chance to speak, it leaves nothing behind", async () => {
  using space = sample({ nodes: { word: says("a") } });
  await using dev = programInTest(["dev", space.dir, "--port", "0"]);
  await dev.sees(/loaded/);
  const below = descendants(dev.pid);
  expect(below.length).toBeGreaterThanOrEqual(2);
  dev.signal("SIGKILL");
  await dev.ended;
  expect(await lingering(below)).toEqual([]);
});

test("killed while a node never ends, it leaves nothing behind", async () => {
  using space = sample({ nodes: { word: "export default async () => { for (;;); };" } });
  await using dev = programInTest(["dev", space.dir, "--port", "0"]);
  const url = await urlOf(dev);
  await dev.sees(/loaded/);
  const below = descendants(dev.pid);
  const run = post(url).catch(() => {});
  await wait(300);
  dev.signal("SIGKILL");
  await dev.ended;
  expect(await lingering(below)).toEqual([]);
  await run;
});

test("a folder without workflow is told", async () => {
  const { exitCode, stderr } = await tntc(["dev", "/nowhere/at/all"]);
  expect(exitCode).toBe(6);
  expect(stderr).toContain("/nowhere/at/all");
});

test("declared secrets that are missing are told at the start", async () => {
  using space = sample({
    nodes: { word: says("zero") },
    more: 'contract: { version: "1", dependencies: { api: { protocol: https, host: a.example.com, auth: { type: api-key, secret: api.key } } } }',
  });
  await using dev = programInTest(["dev", "--port", "0"], { cwd: space.dir });
  await dev.sees(/The secret "api.key" is not in .secrets.yaml/);
});

test("secrets that are no YAML are told with their place, never with their line, and served once they are mended", async () => {
  using space = sample({ nodes: { word: says("zero") }, files: { ".secrets.yaml": "api:\n  key: [t0ken\n" } });
  await using dev = programInTest(["dev", "--port", "0"], { cwd: space.dir });
  await dev.sees(/⚠ The file is not valid YAML \(\.secrets\.yaml:3:1\); it is served as soon as it is mended/);
  await dev.sees(/✗ The file is not valid YAML\n {4}at \.secrets\.yaml:3:1\n {4}Remedy: Write service: /);
  space.write({ ".secrets.yaml": "api:\n  key: ''\n" });
  await dev.sees(/loaded/);
  expect(dev.said()).not.toContain("t0ken");
});

test("an engine that is killed takes a runner with it that loops while it is loaded", async () => {
  using space = sample({ nodes: { spins: "for (;;);\n" } });
  await using dev = programInTest(["dev", "--port", "0"], { cwd: space.dir });
  await urlOf(dev);
  const runner = await untilThereIs(dev.pid, "runner.js");
  await wait(500);
  process.kill(await untilThereIs(dev.pid, "supervisor.js"), "SIGKILL");
  expect(await dev.ended).not.toBe(0);
  expect(await lingering([runner])).toEqual([]);
});

/** The process below this one that runs the program. */
async function untilThereIs(pid: number, script: string): Promise<number> {
  for (const until = performance.now() + 15_000; performance.now() < until; await wait(20)) {
    const found = descendants(pid).find((below) => commandOf(below).some((word) => word.endsWith(script)));
    if (found !== undefined) return found;
  }
  throw new Error(`No ${script} below ${pid}`);
}

function commandOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch {
    return [];
  }
}
