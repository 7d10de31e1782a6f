import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { readyEngine, type TestEngine } from "./start-engine.ts";
import { writeWorkflow } from "./write-workflow.ts";

const culprit = `
const hoard: unknown[] = [];
export default async (_ctx: unknown, input: Record<string, unknown>) => {
  if (input.loop) for (;;);
  if (input.loopLater) { await new Promise((next) => setTimeout(next, 20)); for (;;); }
  if (input.heap) for (;;) hoard.push({ a: [Math.random()], b: String(Math.random()) });
  if (input.typed) for (;;) hoard.push(new Uint8Array(1_000_000).fill(1));
  if (input.exit) Deno.exit(3);
  if (input.processExit) process.exit(4);
  if (input.close) close();
  if (input.late) setTimeout(() => { throw new Error("too late") }, 5);
  if (input.forgotten) { Promise.reject(new Error("forgotten")); await new Promise((next) => setTimeout(next, 500)); }
  if (input.timers) { setInterval(() => {}, 1); setTimeout(() => {}, 1e8); }
  if (input.loopAfter) setTimeout(() => { for (;;); }, 5);
  if (input.never) await new Promise(() => {});
  if (input.ms) await new Promise((next) => setTimeout(next, Number(input.ms)));
  return "fine";
};
`;

/** Asks for health all the while; answers how often it was told so before the work had ended, and how long that took. */
async function whileWatching<T>(engine: TestEngine, work: Promise<T>): Promise<{ told: number; ms: number; value: T }> {
  const startedAt = Date.now();
  let told = 0;
  let going = true;
  const watching = (async () => {
    while (going) {
      expect((await engine.ask("/health")).status).toBe(200);
      if (going) told++;
      await wait(20);
    }
  })();
  const value = await work.finally(() => {
    going = false;
  });
  const ms = Date.now() - startedAt;
  await watching;
  return { told, ms, value };
}

const start = (timeout = "1s") =>
  readyEngine(writeWorkflow({ nodes: { culprit }, more: `config: { timeout: ${timeout} }\n` }), ["--memory", "256"]);

test.each([
  ["loops for ever", { loop: true }, /"culprit" timed out after 1000ms/],
  ["loops for ever after a wait", { loopLater: true }, /"culprit" timed out after 1000ms/],
  ["waits for ever", { never: true }, /"culprit" timed out after 1000ms/],
  ["fills the heap", { heap: true }, /"culprit" used more than 128 MiB of memory for its JavaScript values/],
  ["fills typed arrays", { typed: true }, /"culprit" used more than 160 MiB of memory$/],
  ["calls Deno.exit", { exit: true }, /"culprit" called Deno.exit\(3\)/],
  ["calls process.exit", { processExit: true }, /"culprit" called .*exit\(4\)/],
  ["calls close", { close: true }, /"culprit" called close\(\)/],
  ["forgets a promise that fails", { forgotten: true }, /forgotten/],
])("a node that %s gets one clear error, and the next run works", async (_what, input, message) => {
  const engine = await start(/memory/.test(message.source) ? "20s" : "1s");
  const { told, ms, value } = await whileWatching(engine, engine.run(input));
  expect(value.status).toBe(500);
  expect(value.body.success).toBe(false);
  expect(value.body.errors["culprit"]).toMatch(message);
  expect((await engine.run({})).body.outputs).toEqual({ culprit: "fine" });
  // A supervisor that is held up with its runner has nothing to say until the run is over.
  if (ms > 1000) expect(told).toBeGreaterThanOrEqual(3);
  const { body } = await engine.ask<{ runs: unknown[] }>("/runs");
  expect(body.runs).toHaveLength(2);
});

test.each([
  ["throws after it returned", { late: true }],
  ["leaves timers behind", { timers: true }],
  ["leaves an endless loop behind", { loopAfter: true }],
])("a node that %s keeps its result, and the next run works", async (_what, input) => {
  const engine = await start();
  expect((await engine.run(input)).body.outputs).toEqual({ culprit: "fine" });
  await wait(50);
  expect((await engine.run({})).body.outputs).toEqual({ culprit: "fine" });
  expect((await engine.ask("/ready")).status).toBe(200);
});

test("what a node throws after it returned is told with its run and place", async () => {
  const engine = await start();
  const { body } = await engine.run({ late: true });
  const line = await engine.logged({ level: "error", run: body.runId, node: "culprit" });
  expect(line.msg).toContain("too late");
  expect(line.at).toMatch(/^nodes\/culprit\.ts:\d+:\d+$/);
});

test("runs beside the culprit end with runner_replaced, runs that were not begun are served, each once", async () => {
  const engine = await readyEngine(writeWorkflow({ nodes: { culprit }, more: "config: { timeout: 1s }\n" }), [
    "--concurrency",
    "2",
  ]);
  const beside = engine.run({ ms: 900 });
  await wait(100);
  const guilty = engine.run({ loop: true });
  await wait(100);
  const waiting = engine.run({});
  expect((await beside).body.errors).toHaveProperty("runner_replaced");
  expect((await guilty).body.errors["culprit"]).toMatch(/timed out/);
  expect((await waiting).body.outputs).toEqual({ culprit: "fine" });
  expect((await engine.ask<string>("/metrics")).body).toContain("tentacular_runner_restarts_total 1\n");
});
