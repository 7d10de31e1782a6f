import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { expect, test } from "vitest";
import { expectGolden } from "../cli/golden.ts";
import { tntc } from "../cli/tntc.ts";
import { sample } from "./sample.ts";

const echo = "export default async (_ctx, input) => input;";

test("passes and failures are shown with their differences", async () => {
  using space = sample({
    nodes: { echo },
    files: {
      "tests/fixtures/echo.json": { input: { b: 1, a: [1, { c: 2 }] }, expected: { a: [1, { c: 2 }], b: 1 } },
      "tests/fixtures/echo.other.json": {
        input: { same: 1, list: [1, 2], extra: true, name: "got" },
        expected: { same: 1, list: [1], name: "wanted", missing: null },
      },
      "tests/fixtures/echo.partial.json": { input: { a: 1, b: 2 }, expected: { b: 2 }, expectedMatch: "partial" },
      "tests/fixtures/echo.no-expectation.json": { input: 1 },
    },
  });
  const { stdout, stderr, exitCode } = await tntc(["test", space.dir]);
  expect(exitCode).toBe(1);
  expectGolden("desk/test-failure", stdout);
  expect(stderr).toBe("");
  const json = await tntc(["test", space.dir, "-o", "json"]);
  expect(json.exitCode).toBe(1);
  expectGolden("desk/test-failure-json", json.stdout);
});

test("success is zero, and a node without fixtures is counted and named", async () => {
  using space = sample({
    nodes: { echo, bare: echo },
    files: { "tests/fixtures/echo.json": { input: 1, expected: 1 } },
  });
  const { stdout, exitCode } = await tntc(["test", space.dir]);
  expect(exitCode).toBe(0);
  expectGolden("desk/test-success", stdout);
  const json = await tntc(["test", space.dir, "-o", "json"]);
  expectGolden("desk/test-success-json", json.stdout);
});

test("one node can be tested, by the path of the folder and its name", async () => {
  using space = sample({
    nodes: { fetch: echo, "fetch-data": echo },
    files: {
      "tests/fixtures/fetch.json": { input: 1 },
      "tests/fixtures/fetch-data.json": { input: 1 },
      "tests/fixtures/fetch-case.json": { input: 1 },
    },
  });
  const one = await tntc(["test", `${space.dir}/fetch`]);
  expect(one.stdout).toContain("✓ fetch: fetch-case.json");
  expect(one.stdout).toContain("✓ fetch: fetch.json");
  expect(one.stdout).toContain("2/2 tests passed");
  const here = await tntc(["test", "fetch-data"], { cwd: space.dir });
  expect(here.stdout).toContain("1/1 tests passed");
  const none = await tntc(["test", `${space.dir}/fetsh`]);
  expect(none.exitCode).toBe(6);
  expectGolden("desk/test-unknown-node", none.stderr);
});

test("a fixture that belongs to no node is told", async () => {
  using space = sample({ nodes: { echo }, files: { "tests/fixtures/ecco.json": {}, "tests/fixtures/echo.json": {} } });
  const { stderr } = await tntc(["test", space.dir]);
  expect(stderr).toContain("tests/fixtures/ecco.json belongs to no node");
});

test("a node that throws is shown with its place in the author's TypeScript", async () => {
  using space = sample({
    nodes: { throws: "type A = { n: number };\n\nexport default async () => {\n  throw new Error('no luck');\n};\n" },
    files: { "tests/fixtures/throws.json": {} },
  });
  const { stdout, exitCode } = await tntc(["test", space.dir]);
  expect(exitCode).toBe(1);
  expect(stdout).toContain("no luck");
  expect(stdout).toContain("nodes/throws.ts:4:9");
});

test("what nodes write never reaches stdout", async () => {
  using space = sample({
    nodes: {
      loud: "export default async (ctx) => { console.log('{\"event\":\"finished\"}'); ctx.log.info('logged'); return 1; };",
    },
    files: { "tests/fixtures/loud.json": { expected: 1 } },
  });
  const { stdout, exitCode } = await tntc(["test", space.dir, "-o", "json"]);
  expect(exitCode).toBe(0);
  expect(stdout.trim().split("\n")).toHaveLength(1);
  expect(stdout).not.toContain("logged");
});

test("a failed test shows its own log", async () => {
  using space = sample({
    nodes: { loud: "export default async (ctx) => { ctx.log.warn('about to fail'); throw new Error('failed'); };" },
    files: { "tests/fixtures/loud.json": {} },
  });
  const { stdout } = await tntc(["test", space.dir]);
  expect(stdout).toMatch(/\| .*about to fail/);
});

test.each([
  ["a loop", "export default async () => { for (;;); };"],
  ["a promise", "export default () => new Promise(() => {});"],
])("%s that never ends costs only its own test", async (_what, code) => {
  using space = sample({
    nodes: { after: echo, ends: echo, never: code },
    files: {
      "tests/fixtures/ends.json": { input: 1, expected: 1 },
      "tests/fixtures/never.json": {},
      "tests/fixtures/after.json": { input: 1, expected: 1 },
    },
  });
  const { stdout, exitCode } = await tntc(["test", space.dir, "--timeout", "1"]);
  expect(exitCode).toBe(1);
  expect(stdout).toContain("✓ after: after.json");
  expect(stdout).toContain("✓ ends: ends.json");
  expect(stdout).toContain("✗ never: never.json");
  expect(stdout).toContain("1000");
});

test("a node that ends the process costs only its own test", async () => {
  using space = sample({
    nodes: { exits: "export default async () => { Deno.exit(0); };", later: echo },
    files: { "tests/fixtures/exits.json": {}, "tests/fixtures/later.json": { input: 1, expected: 1 } },
  });
  const { stdout, exitCode } = await tntc(["test", space.dir]);
  expect(exitCode).toBe(1);
  expect(stdout).toContain("✗ exits: exits.json");
  expect(stdout).toContain("✓ later: later.json");
});

test("a node that cannot be loaded, or returns what is no JSON, costs only its own test", async () => {
  using space = sample({
    nodes: {
      circle: "export default async () => { const a = {}; a.a = a; return a; };",
      late: "export default async () => { setTimeout(() => { throw new Error('too late'); }, 0); };",
      missing: 'import { nope } from "./helper.ts";\nexport default async () => nope;',
      sound: echo,
      top: "\nthrow new Error('top level');\nexport default async () => 1;",
    },
    files: {
      "nodes/helper.ts": "export const other = 1;",
      ...Object.fromEntries(
        ["circle", "late", "missing", "sound", "top"].map((it) => [`tests/fixtures/${it}.json`, {}]),
      ),
    },
  });
  const { stdout, exitCode } = await tntc(["test", space.dir]);
  expect(exitCode).toBe(1);
  expect(stdout).toContain('Output of node "circle" is not JSON');
  expect(stdout).toContain("too late");
  expect(stdout).toContain("nodes/missing.ts:1:10");
  expect(stdout).toContain("nodes/top.ts:2:7");
  expect(stdout).toContain("1/5 tests passed");
});

test("dependencies answer with what the fixture says, else with a mock that says so", async () => {
  const code = `export default async (ctx) => {
    const api = ctx.dependency("api");
    const [one, other, third] = await Promise.all([
      api.fetch("/mocked"), api.fetch("/other"), ctx.fetch("api", "/mocked", { method: "POST" }),
    ]);
    return [one.status, await one.json(), await other.json(), third.status, await third.text(), api.secret];
  };`;
  using space = sample({
    nodes: { ask: code },
    more: 'contract: { version: "1", dependencies: { api: { protocol: https, host: api.example.com, auth: { type: bearer-token, secret: api.token } } } }',
    files: {
      "tests/fixtures/ask.json": {
        secrets: { api: { token: "t" } },
        mocks: { api: { "/mocked": { status: 201, body: { a: 1 } }, "POST /mocked": { status: 500, body: "down" } } },
        expected: [201, { a: 1 }, { mock: true, dependency: "api", path: "/other" }, 500, "down", "t"],
      },
    },
  });
  const { stdout, exitCode } = await tntc(["test", space.dir]);
  expect(exitCode, stdout).toBe(0);
});

test("a request that no mock matches is told beside the failed test", async () => {
  using space = sample({
    nodes: {
      ask: 'export default async (ctx) => (await (await ctx.fetch("shop", "/prices")).json()).filter(Boolean);',
    },
    more: 'contract: { version: "1", dependencies: { shop: { protocol: https, host: shop.example.com } } }',
    files: { "tests/fixtures/ask.json": { mocks: { shop: { "GET /price": { body: [] } } } } },
  });
  const { stdout, exitCode } = await tntc(["test", space.dir]);
  expect(exitCode).toBe(1);
  expect(stdout).toContain(
    '| ask WARN shop: GET /prices matched no mock (there is: GET /price), so it answers {"mock": true}',
  );
});

test("the network is refused unless it is allowed", async () => {
  const server = createServer((_, response) => response.end("real"));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const host = `127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  try {
    using space = sample({
      nodes: { ask: `export default async () => (await fetch("http://${host}/")).text();` },
      more: "",
      files: { "tests/fixtures/ask.json": { expected: "real" } },
    });
    const refused = await tntc(["test", space.dir]);
    expect(refused.exitCode).toBe(1);
    expect(refused.stdout).toContain(`--allow-net=${host}`);
    expect(await tntc(["test", `--allow-net=${host}`, space.dir])).toMatchObject({ exitCode: 0 });
    expect(await tntc(["test", space.dir, "--allow-net"])).toMatchObject({ exitCode: 0 });
    expect(await tntc(["test", space.dir, "--allow-net=127.0.0.2:1"])).toMatchObject({ exitCode: 1 });
  } finally {
    server.close();
  }
});

test("files outside the workflow, programs and the environment are refused, whatever is allowed", async () => {
  using space = sample({
    nodes: {
      read: "export default async () => Deno.readTextFile('/etc/hostname');",
      env: "export default async () => Deno.env.get('HOME');",
      run: "export default async () => new Deno.Command('id').output();",
    },
    files: Object.fromEntries(["read", "env", "run"].map((node) => [`tests/fixtures/${node}.json`, {}])),
  });
  const { stdout } = await tntc(["test", space.dir, "--allow-net"]);
  expect(stdout).toContain("0/3 tests passed");
});

test("the clock stands where the fixture says, and timers still work", async () => {
  using space = sample({
    nodes: {
      clock: "export default async () => [Date.now(), new Date().toISOString(), Date.now()];",
      timer: "export default async () => { await new Promise((done) => setTimeout(done, 20)); return 'done'; };",
    },
    files: {
      "tests/fixtures/clock.json": {
        now: "2026-02-03T04:05:06Z",
        expected: [1770091506000, "2026-02-03T04:05:06.000Z", 1770091506000],
      },
      "tests/fixtures/clock.default.json": { expected: [1767225600000, "2026-01-01T00:00:00.000Z", 1767225600000] },
      "tests/fixtures/timer.json": { expected: "done" },
    },
  });
  const { stdout, exitCode } = await tntc(["test", space.dir]);
  expect(exitCode, stdout).toBe(0);
});

test("config is the workflow's, with the fixture's on top", async () => {
  using space = sample({
    nodes: { config: "export default async (ctx) => [ctx.config.a, ctx.config.b];" },
    more: `config: { a: 1, b: 1 }\n${'contract: { version: "1", dependencies: {} }'}`,
    files: { "tests/fixtures/config.json": { config: { b: 2 }, expected: [1, 2] } },
  });
  const { stdout, exitCode } = await tntc(["test", space.dir]);
  expect(exitCode, stdout).toBe(0);
});

test.each([
  ["json", '{\n  "input": {\n    a: 1\n  }\n}'],
  ["key", '{\n  "input": {},\n  "expcted": {}\n}'],
  ["keys", '{\n  "input": {},\n  "expcted": {},\n  "mock": {}\n}'],
  ["end", '{ "input": { "a": 1 }\n'],
  ["now", '{ "now": "yesterday" }'],
])("a broken fixture is told with its place: %s", async (name, content) => {
  using space = sample({ nodes: { echo }, files: { "tests/fixtures/echo.json": content } });
  const { stderr, stdout, exitCode } = await tntc(["test"], { cwd: space.dir });
  expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: "" });
  expectGolden(`desk/test-broken-fixture-${name}`, stderr);
});

test("all broken fixtures are told at once", async () => {
  using space = sample({
    nodes: { echo },
    files: {
      "tests/fixtures/echo.json": "{ a: 1 }",
      "tests/fixtures/echo.key.json": '{ "expcted": {} }',
      "tests/fixtures/echo.sound.json": {},
    },
  });
  const { stderr, exitCode } = await tntc(["test"], { cwd: space.dir });
  expect(exitCode).toBe(3);
  expectGolden("desk/test-broken-fixtures", stderr);
});

test("a broken workflow is told as validate tells it", async () => {
  using space = sample({ nodes: { echo }, edges: ["echo nowhere"] });
  space.remove("nodes");
  const { stderr, exitCode } = await tntc(["test"], { cwd: space.dir });
  expect(exitCode).toBe(3);
  expect(stderr).toContain("WORKFLOW-INVALID");
});

test("a missing folder is told", async () => {
  const { exitCode } = await tntc(["test", "/nowhere/at/all"]);
  expect(exitCode).toBe(6);
});

test("the JUnit file says the same, with files, lines and what was skipped, and its folder is made", async () => {
  using space = sample({
    nodes: {
      echo,
      bare: echo,
      hangs: "export default () => { for (;;); };",
      throws: "export default () => {\n  throw new Error('odd');\n};",
    },
    files: {
      "tests/fixtures/throws.json": {},
      "tests/fixtures/hangs.json": {},
      "tests/fixtures/echo.json": { input: 1, expected: 1 },
      "tests/fixtures/echo.bad.json": { input: '<&\u0000">', expected: 2 },
    },
  });
  const file = join(space.dir, "out/deep/report.xml");
  const { exitCode } = await tntc(["test", space.dir, "--junit", file, "--timeout", "400ms"]);
  expect(exitCode).toBe(1);
  const report = readFileSync(file, "utf8");
  expect(Number(/name="hangs: [^>]* time="([\d.]+)"/.exec(report)?.[1])).toBeGreaterThan(0.3);
  expectGolden("desk/junit", report.replaceAll(/time="[\d.]+"/g, 'time="<s>"'));
  expect(existsSync(file)).toBe(true);
});

test("--watch and -o json do not go together", async () => {
  const { exitCode, stdout } = await tntc(["test", "--watch", "-o", "json"]);
  expect(exitCode).toBe(2);
  expect(JSON.parse(stdout)).toHaveProperty("result.error.code", "FLAGS-CONFLICT");
});
