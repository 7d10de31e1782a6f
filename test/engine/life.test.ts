import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { Agent, createServer, request } from "node:http";
import { type AddressInfo, connect, Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { packageRoot } from "../../src/package-root.ts";
import { readyEngine, startEngine } from "./start-engine.ts";
import { writeWorkflow } from "./write-workflow.ts";

const slow = "export default async () => { await new Promise((next) => setTimeout(next, 600)); return 1; };\n";

test("SIGTERM: no longer ready, runs in flight finish, then exit 0", async () => {
  const engine = await readyEngine(writeWorkflow({ nodes: { slow } }));
  const running = engine.run({});
  await wait(100);
  engine.child.kill("SIGTERM");
  await engine.logged({ event: "draining" });
  expect((await engine.ask("/ready")).status).toBe(503);
  expect(await running).toMatchObject({ status: 200, body: { outputs: { slow: 1 } } });
  expect(await engine.ended).toBe(0);
});

test("GET /ready?wait is answered when the code is loaded, and says no only after a second and a half", async () => {
  const engine = await startEngine(writeWorkflow({ nodes: { slow } }));
  for (;;) {
    const asked = Date.now();
    const { status } = await engine.ask("/ready?wait");
    if (status === 200) break;
    expect(Date.now() - asked).toBeGreaterThan(1400);
  }
  await engine.logged({ event: "loaded" });
});

test("a runner is started while the workflow is read, and serves only a workflow that is due its permissions", async () => {
  const spied =
    "export default async () => (await Deno.permissions.query({ name: 'net', host: 'a.test:443' })).state;\n";
  const more = 'contract: { version: "1", dependencies: { a: { protocol: https, host: a.test } } }\n';
  const dir = writeWorkflow({ nodes: { spied }, more });
  const told = await readyEngine(dir, ["--allow-net", "a.test:443"]);
  expect((await told.run({})).body.outputs).toEqual({ spied: "granted" });
  const untold = await readyEngine(dir);
  expect((await untold.run({})).body.outputs).toEqual({ spied: "granted" });
  expect(untold.runners).toHaveLength(1);
});

test("a run that outlasts the grace time gets an answer before the end", async () => {
  const engine = await readyEngine(writeWorkflow({ nodes: { slow: slow.replace("600", "20_000") } }), ["--grace", "1"]);
  const running = engine.run({});
  await wait(100);
  engine.child.kill("SIGTERM");
  expect(await running).toMatchObject({
    status: 500,
    body: { success: false, errors: { slow: "The engine was stopped before this run had ended" } },
  });
  expect(await engine.ended).toBe(0);
});

test("with --parent-stdin it ends when its parent does", async () => {
  const engine = await readyEngine(writeWorkflow({ nodes: { slow } }), ["--parent-stdin"]);
  engine.child.stdin?.end();
  expect(await engine.ended).toBe(0);
});

test("the runner ends with its supervisor, however that ends", async () => {
  const engine = await readyEngine(writeWorkflow({ nodes: { slow } }));
  const [runner] = engine.runners;
  engine.child.kill("SIGKILL");
  await engine.ended;
  await untilGone(runner);
});

test("a second signal ends a runner whose code spins, and the engine at once", async () => {
  const spin = "export default async () => { for (;;); };\n";
  const engine = await readyEngine(writeWorkflow({ nodes: { spin } }));
  const [runner] = engine.runners;
  void engine.run({}).catch(() => {});
  await wait(200);
  engine.child.kill("SIGTERM");
  await engine.logged({ event: "draining" });
  engine.child.kill("SIGTERM");
  expect(await engine.ended).toBe(0);
  await untilGone(runner);
});

test("ended while its runner is being started, it leaves nothing in the folder for temporary files", async () => {
  for (const ms of [0, 100, 200, 300, 400, 500]) {
    const temporary = mkdtempSync(join(tmpdir(), "tentacular-life-"));
    onTestFinished(() => rmSync(temporary, { recursive: true }));
    const engine = await startEngine(writeWorkflow({ nodes: { slow } }), ["--parent-stdin"], {
      env: { TMPDIR: temporary },
    });
    await wait(ms);
    engine.child.kill("SIGTERM");
    expect(await engine.ended, engine.lines.join("\n")).toBe(0);
    expect(readdirSync(temporary)).toEqual([]);
  }
});

test("what an engine that was killed left in the folder for temporary files, the next one removes", async () => {
  const temporary = mkdtempSync(join(tmpdir(), "tentacular-life-"));
  onTestFinished(() => rmSync(temporary, { recursive: true }));
  const env = { TMPDIR: temporary };
  const killed = await startEngine(writeWorkflow({ nodes: { slow } }), [], { env });
  await untilSome(() => readdirSync(temporary));
  killed.child.kill("SIGKILL");
  await killed.ended;
  expect(readdirSync(temporary)).toHaveLength(1);
  const another = `tentacular-${process.pid}-of-a-process-that-lives`;
  mkdirSync(join(temporary, another));
  const next = await startEngine(writeWorkflow({ nodes: { slow } }), [], { env });
  await next.ready();
  expect(readdirSync(temporary)).toEqual([another]);
});

test("the long-lived supervisor holds no parser: that is the reader's, which ends", () => {
  const text = readFileSync(join(packageRoot(), "dist/engine/supervisor.js"), "utf8");
  expect(text.length).toBeLessThan(100 * 1024);
  expect(text).not.toMatch(/node_modules\/(zod|yaml)\//);
});

async function untilGone(pid = ""): Promise<void> {
  expect(pid).toMatch(/^\d+$/);
  const until = Date.now() + 5000;
  while (readdirSync("/proc").includes(pid)) {
    expect(Date.now()).toBeLessThan(until);
    await wait(20);
  }
}

async function untilSome(list: () => string[]): Promise<string[]> {
  const until = Date.now() + 10_000;
  while (list().length === 0) {
    expect(Date.now()).toBeLessThan(until);
    await wait(20);
  }
  return list();
}

test("a port that is taken is told in one line", async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => taken.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void taken.close());
  const { port } = taken.address() as AddressInfo;
  const engine = await startEngine(writeWorkflow({ nodes: { slow } }), ["--port", String(port)]);
  expect(await engine.ended).toBe(4);
  expect(engine.log).toMatchObject([{ level: "error", code: "PORT-TAKEN" }]);
});

test("SIGTERM while a module loops at its top level ends the runner, too", async () => {
  const engine = await startEngine(writeWorkflow({ nodes: { spins: 'console.log("spins");\nfor (;;);\n' } }));
  const [runner] = await untilSome(() => engine.runners);
  await wait(1000);
  engine.child.kill("SIGTERM");
  expect(await engine.ended).toBe(0);
  await untilGone(runner);
});

test("clients that keep their connections lose no request when an engine ends and another takes over", async () => {
  const quick = "export default async () => 1;\n";
  const [ending, taking] = [
    await readyEngine(writeWorkflow({ nodes: { quick } })),
    await readyEngine(writeWorkflow({ nodes: { quick } })),
  ];
  using client = pooled(ending.url);
  const asked: Promise<number>[] = [];
  const ask = async (times: number) => {
    for (let time = 0; time < times; time++) {
      asked.push(client.post());
      await wait(20);
    }
  };
  await ask(50);
  client.moveTo(taking.url);
  ending.child.kill("SIGTERM");
  await ask(150);
  expect((await Promise.all(asked)).filter((status) => status !== 200)).toEqual([]);
  expect(await ending.ended).toBe(0);
  const served = (await taking.ask<string>("/metrics")).body;
  expect(served).toMatch(/tentacular_runs_total\{outcome="success",trigger="manual"\} [1-9]/);
});

test("a request that arrives after the engine was stopped is refused, not left to wait", async () => {
  const engine = await readyEngine(writeWorkflow({ nodes: { slow: slow.replace("600", "20_000") } }), ["--grace", "1"]);
  const running = engine.run({});
  const late = new Socket();
  late.connect(Number(new URL(engine.url).port), "127.0.0.1");
  late.write("POST /run HTTP/1.1\r\nhost: localhost\r\ncontent-length: 2\r\n\r\n{");
  await wait(200);
  engine.child.kill("SIGTERM");
  expect((await running).body.success).toBe(false);
  late.write("}");
  const answer = await text(late);
  expect(answer).toMatch(/^HTTP\/1\.1 503 /);
  expect(answer).toContain('"ENGINE-STOPPED"');
});

/** A client that keeps its connections; new ones go where it was told last. */
function pooled(first: string): Disposable & { post(): Promise<number>; moveTo(url: string): void } {
  let target = new URL(first);
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  Object.assign(agent, { createConnection: () => connect(Number(target.port), target.hostname) });
  const post = () =>
    new Promise<number>((resolve) => {
      const asking = request({ agent, method: "POST", path: "/run", host: "engine" }, (response) => {
        response.resume().on("end", () => resolve(response.statusCode ?? 0));
      });
      asking.on("error", () => resolve(0)).end("{}");
    });
  const moveTo = (url: string) => {
    target = new URL(url);
  };
  return { post, moveTo, [Symbol.dispose]: () => agent.destroy() };
}
