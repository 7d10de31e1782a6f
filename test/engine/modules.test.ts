import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, watch } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type Served, serveHttp } from "../serve-http.ts";
import { silentPort } from "./silent-port.ts";
import { startEngine, type TestEngine } from "./start-engine.ts";
import { writeWorkflow } from "./write-workflow.ts";

const entry = "/greet@1.2.3?target=denonext";
const inner = "/greet@1.2.3/denonext/greet.mjs";
const modules: Record<string, string> = {
  [entry]: `export * from "${inner}";`,
  [inner]: 'export const greet = (name) => "hello " + name;',
};
/** Types are for editors: no lock holds them, and nobody is to ask for them here. */
const javascript = { "content-type": "application/javascript", "x-typescript-types": "/greet@1.2.3/index.d.ts" };

/** A server of two modules that can be taken down, made to say something else, and asked what it was asked for. */
class Modules {
  readonly asked: string[] = [];
  answer: ((path: string) => { status: number; body: string }) | undefined;
  port = 0;
  #served: Served | undefined;

  async open(): Promise<void> {
    this.#served = await serveHttp((request, response) => this.#answer(request, response), { port: this.port });
    this.port = this.#served.port;
  }

  async close(): Promise<void> {
    await this.#served?.[Symbol.asyncDispose]();
    this.#served = undefined;
  }

  get host(): string {
    return `127.0.0.1:${this.port}`;
  }

  /** A lock of the two, or of `other` bytes. */
  lock(other: Record<string, string> = {}): string {
    const hashes = Object.entries({ ...modules, ...other }).map(([path, text]) => [
      `http://${this.host}${path}`,
      createHash("sha256").update(text).digest("hex"),
    ]);
    return JSON.stringify({ version: "5", remote: Object.fromEntries(hashes) });
  }

  get map(): string {
    return JSON.stringify({ imports: { "npm:greet@^1": `http://${this.host}${entry}` } });
  }

  #answer({ url = "" }: IncomingMessage, response: ServerResponse): void {
    this.asked.push(url);
    const text = modules[url];
    const said = this.answer?.(url) ?? { status: text === undefined ? 404 : 200, body: text ?? "not found" };
    response.writeHead(said.status, javascript).end(said.body);
  }
}

async function served(): Promise<Modules> {
  const server = new Modules();
  await server.open();
  onTestFinished(() => server.close());
  return server;
}

const nodes = {
  hello: 'import { greet } from "npm:greet@^1";\nimport "tentacular";\nexport default () => greet("you");\n',
};
const contract = `contract: { version: "1", dependencies: { greet: { protocol: npm, host: greet, version: "^1" } } }\n`;

type Given = { files: Record<string, string>; flags?: string[]; cache?: string };

/** An engine with a cache of its own, empty unless it is given one. */
async function engineWith({ files, flags = [], cache = folder() }: Given): Promise<TestEngine> {
  const dir = writeWorkflow({ nodes, more: contract, files });
  return await startEngine(dir, flags, { env: { DENO_DIR: cache } });
}

function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), "tentacular-modules-"));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

test("modules come through the map from the one server, as they are locked, and nothing else is asked for", async () => {
  const server = await served();
  const files = { "import_map.json": server.map, "deno.lock": server.lock() };
  const engine = await engineWith({ files, flags: ["--allow-import", server.host] });
  await engine.ready();
  expect((await engine.run({})).body.outputs).toEqual({ hello: "hello you" });
  expect(new Set(server.asked)).toEqual(new Set(Object.keys(modules)));
});

test("while the server is down the engine waits, says why when it is asked, and goes on by itself", async () => {
  const server = await served();
  const files = { "import_map.json": server.map, "deno.lock": server.lock() };
  await server.close();
  const engine = await engineWith({ files, flags: ["--allow-import", server.host] });
  await engine.logged({ event: "modules-awaited", level: "warn" });
  expect((await engine.ask("/health")).status).toBe(200);
  expect(await engine.ask("/ready")).toMatchObject({
    status: 503,
    body: { error: { code: "MODULES-AWAITED", message: expect.stringContaining("or a network policy rejects it") } },
  });
  await server.open();
  await engine.ready();
  expect((await engine.run({})).body.outputs).toEqual({ hello: "hello you" });
});

test("a server that still builds, or fails for a while, is asked again", async () => {
  const server = await served();
  const answers = [
    { status: 408, body: "timeout, the module is waiting to be built" },
    { status: 500, body: "registry down" },
  ];
  server.answer = (path) =>
    (path === entry ? answers.shift() : undefined) ?? { status: 200, body: modules[path] ?? "" };
  const files = { "import_map.json": server.map, "deno.lock": server.lock() };
  const engine = await engineWith({ files, flags: ["--allow-import", server.host] });
  await engine.ready();
  const waits = engine.log.filter(({ event }) => event === "modules-awaited").map(({ msg }) => msg);
  expect(waits).toEqual([expect.stringContaining("408: timeout"), expect.stringContaining("500: registry down")]);
});

test("a module further down that could not be had is waited for, too, and loaded by a new process", async () => {
  const server = await served();
  let failures = 3;
  server.answer = (path) =>
    path === inner && failures-- > 0
      ? { status: 502, body: "no route to the registry" }
      : { status: 200, body: modules[path] ?? "" };
  const files = { "import_map.json": server.map, "deno.lock": server.lock() };
  const engine = await engineWith({ files, flags: ["--allow-import", server.host] });
  await engine.ready();
  expect((await engine.run({})).body.outputs).toEqual({ hello: "hello you" });
});

test.each([
  [502, "MODULES-UNREACHABLE", /could not be had within 1 s: 502: no route to the registry/],
  [404, "MODULE-REFUSED", /is not served: 404: no route to the registry/],
])("a server that answers %i in the end is one clear error, and exit 78", async (status, code, message) => {
  const server = await served();
  server.answer = () => ({ status, body: "no route to the registry" });
  const files = { "import_map.json": server.map, "deno.lock": server.lock() };
  const engine = await engineWith({ files, flags: ["--allow-import", server.host, "--module-wait", "1"] });
  expect(await engine.ended).toBe(78);
  const errors = engine.log.filter(({ level }) => level === "error");
  expect(errors).toEqual([
    expect.objectContaining({ event: "not-loadable", code, msg: expect.stringMatching(message) }),
  ]);
});

test.each([
  ["that DNS does not know", async () => "proxy.invalid:8080", "its name cannot be resolved by DNS"],
  ["that a policy keeps away", async () => `127.0.0.1:${await silentPort()}`, "a network policy drops the connection"],
])("a server %s is told by its cause", async (_what, place, cause) => {
  const host = await place();
  const files = { "import_map.json": `{"imports":{"npm:greet@^1":"http://${host}/greet"}}` };
  const engine = await engineWith({ files, flags: ["--allow-import", host, "--module-wait", "0"] });
  expect(await engine.ended).toBe(78);
  expect(engine.log.find(({ level }) => level === "error")?.msg).toContain(cause);
});

test("a server that serves other bytes than were locked is refused, by name", async () => {
  const server = await served();
  const files = { "import_map.json": server.map, "deno.lock": server.lock({ [inner]: "export const greet = evil;" }) };
  const engine = await engineWith({ files, flags: ["--allow-import", server.host] });
  expect(await engine.ended).toBe(78);
  expect(engine.log.filter(({ level }) => level === "error")).toEqual([
    expect.objectContaining({
      code: "MODULE-CHANGED",
      msg: expect.stringContaining(`"http://${server.host}${inner}"`),
      remedy: expect.stringContaining('"tntc contract lock"'),
    }),
  ]);
});

test("a module that the lock does not hold is refused, by name", async () => {
  const server = await served();
  const files = { "import_map.json": server.map, "deno.lock": '{"version":"5"}' };
  const engine = await engineWith({ files, flags: ["--allow-import", server.host] });
  expect(await engine.ended).toBe(78);
  expect(engine.log.find(({ level }) => level === "error")).toMatchObject({
    code: "MODULE-NOT-LOCKED",
    msg: expect.stringContaining(`"http://${server.host}/greet@1.2.3`),
  });
});

test("what was loaded once needs the server no more: neither a new runner nor a container that starts again", async () => {
  const server = await served();
  const cache = folder();
  const files = { "import_map.json": server.map, "deno.lock": server.lock() };
  const flags = ["--allow-import", server.host, "--module-wait", "0"];
  const engine = await (await engineWith({ files, flags, cache })).ready();
  await server.close();
  const [runner] = engine.runners;
  process.kill(Number(runner), "SIGKILL");
  await engine.logged({ event: "runner-replaced" });
  await engine.ready();
  expect((await engine.run({})).body.outputs).toEqual({ hello: "hello you" });
  const next = await (await engineWith({ files, flags, cache })).ready();
  expect((await next.run({})).body.outputs).toEqual({ hello: "hello you" });
});

test("modules are fetched once, by a process of their own: a new runner finds them", async () => {
  const server = await served();
  const files = { "import_map.json": server.map, "deno.lock": server.lock() };
  const temporary = folder();
  const fetches = new Set<string>();
  const watcher = watch(temporary, (_, name) => name?.includes("-fetch-") && fetches.add(name));
  onTestFinished(() => watcher.close());
  const dir = writeWorkflow({ nodes, more: contract, files });
  const flags = ["--allow-import", server.host];
  const engine = await startEngine(dir, flags, { env: { DENO_DIR: folder(), TMPDIR: temporary } });
  await engine.ready();
  expect([...fetches]).toHaveLength(1);
  process.kill(Number(engine.runners[0]), "SIGKILL");
  await engine.logged({ event: "runner-replaced" });
  expect((await engine.run({})).body.outputs).toEqual({ hello: "hello you" });
  expect([...fetches]).toHaveLength(1);
});

test.each([
  ["does not link", 'import { nothing } from "/greet@1.2.3/denonext/greet.mjs";'],
  ["is no code", "export const = 1;"],
])("a module that %s is told with the node that wants it, though all was fetched", async (_, text) => {
  const server = await served();
  server.answer = (path) => ({ status: 200, body: path === entry ? text : (modules[path] ?? "") });
  const files = { "import_map.json": server.map, "deno.lock": server.lock({ [entry]: text }) };
  const engine = await engineWith({ files, flags: ["--allow-import", server.host] });
  expect(await engine.ended).toBe(78);
  expect(engine.log.find(({ level }) => level === "error")).toMatchObject({ code: "NODE-BROKEN" });
});

test("what a package would do when it is loaded is not done where it is fetched", async () => {
  const server = await served();
  const loop = 'if (Deno.mainModule.endsWith("/fetch.mjs")) for (;;);';
  const text = `export * from "${inner}"; ${loop}`;
  server.answer = (path) => ({ status: 200, body: path === entry ? text : (modules[path] ?? "") });
  const files = { "import_map.json": server.map, "deno.lock": server.lock({ [entry]: text }) };
  const engine = await engineWith({ files, flags: ["--allow-import", server.host] });
  await engine.ready();
  expect((await engine.run({})).body.outputs).toEqual({ hello: "hello you" });
});

test("modules that lie with the code are mapped relative to it, also among themselves, and nothing is asked for", async () => {
  const files = {
    "modules/greet.mjs": 'export * from "/greet@1.2.3/inner.mjs";',
    "modules/inner.mjs": "export const greet = (name) => 'hello from here, ' + name;",
    "import_map.json": JSON.stringify({
      imports: { "npm:greet@^1": "./modules/greet.mjs", "file:///greet@1.2.3/inner.mjs": "./modules/inner.mjs" },
    }),
  };
  const engine = await (await engineWith({ files })).ready();
  expect((await engine.run({})).body.outputs).toEqual({ hello: "hello from here, you" });
});

test("a package that is not mapped is refused with its place", async () => {
  const engine = await engineWith({ files: {} });
  expect(await engine.ended).toBe(78);
  expect(engine.log.find(({ level }) => level === "error")).toMatchObject({
    code: "IMPORT-NOT-MAPPED",
    file: "nodes/hello.ts",
    line: 1,
  });
});

test("an import map that is none is told by its name", async () => {
  const engine = await engineWith({ files: { "import_map.json": "[]" } });
  expect(await engine.ended).toBe(78);
  expect(engine.log.find(({ level }) => level === "error")).toMatchObject({
    code: "IMPORT-MAP-MALFORMED",
    file: "import_map.json",
  });
});

test("at run time a node imports nothing that is not locked, and no server hears what it asked for", async () => {
  const server = await served();
  const late = `export default async (_ctx: unknown, { from }: { from: string }) => Object.keys(await import(from));
`;
  const dir = writeWorkflow({ nodes: { late }, more: contract, files: { "deno.lock": server.lock() } });
  const engine = await startEngine(dir, ["--allow-import", server.host], { env: { DENO_DIR: folder() } });
  await engine.ready();
  for (const from of ["https://example.com/x.ts", "npm:ms@2", "jsr:@std/encoding", "http://127.0.0.1:1/x.js"]) {
    expect((await engine.run({ from })).body, from).toMatchObject({ success: false, outputs: {} });
  }
  const question = `http://${server.host}/stolen?secret=1`;
  const { body } = await engine.run({ from: question });
  expect(body.errors["late"]).toContain(`A module was not found in cache: "${question}"`);
  expect(server.asked).toEqual([]);
});

test("without a contract neither map nor lock count, and Deno imports by rules of its own", async () => {
  const server = await served();
  const open = `import { greet } from "http://${server.host}${entry}";\nexport default () => greet("all");\n`;
  const engine = await startEngine(writeWorkflow({ nodes: { open }, files: { "deno.lock": "{}" } }), [], {
    env: { DENO_DIR: folder() },
  });
  expect(await engine.ended).toBe(78);
  expect(engine.log.find(({ level }) => level === "error")?.msg).toContain("not permitted import access");
});
