import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { readyEngine } from "./start-engine.ts";
import { writeWorkflow } from "./write-workflow.ts";

const first = "export default async (_ctx: unknown, input: unknown) => ({ got: input });\n";
const second = "export default async (_ctx: unknown, input: { got: unknown }) => input.got;\n";
const slow = `let calls = 0;
export default async (_ctx: unknown, input: { ms?: number }) => {
  await new Promise((next) => setTimeout(next, input.ms ?? 0));
  return ++calls;
};
`;

test("a run answers outputs, errors and timing of each node, and its id", async () => {
  const engine = await readyEngine(writeWorkflow({ nodes: { first, second }, edges: [["first", "second"]] }));
  const { status, body } = await engine.run({ x: 1 });
  expect(status).toBe(200);
  expect(body).toMatchObject({ success: true, outputs: { first: { got: { x: 1 } }, second: { x: 1 } }, errors: {} });
  expect(Object.keys(body.timing.nodeTimings)).toEqual(["first", "second"]);
  expect(body.runId).toMatch(/^[0-9a-f-]{36}$/);
});

test("several predecessors give an object keyed by node, none gives the payload, siblings run side by side", async () => {
  const join = "export default (_ctx: unknown, input: unknown) => input;\n";
  const dir = writeWorkflow({
    nodes: { first, slow, join },
    edges: [
      ["first", "join"],
      ["slow", "join"],
    ],
  });
  const { body } = await (await readyEngine(dir)).run({ ms: 30 });
  expect(body.outputs["join"]).toEqual({ first: { got: { ms: 30 } }, slow: 1 });
  const { first: a, slow: b } = body.timing.nodeTimings;
  expect(a?.startedAt).toBeLessThan(b?.completedAt ?? 0);
});

test("an empty body is {}, and what is no run starts none", async () => {
  const engine = await readyEngine(writeWorkflow({ nodes: { first } }), ["--max-body", "100"]);
  const post = { method: "POST" };
  expect((await engine.ask("/run", post)).body).toMatchObject({ outputs: { first: { got: {} } } });
  expect(await engine.ask("/run", { ...post, body: "{oops" })).toMatchObject({
    status: 400,
    body: { error: { code: "BODY-NOT-JSON" } },
  });
  expect(await engine.ask("/run", { ...post, body: `"${"x".repeat(200)}"` })).toMatchObject({ status: 413 });
  const get = await engine.ask("/run");
  expect(get).toMatchObject({ status: 405, body: { error: { code: "METHOD-WRONG" } } });
  expect(get.headers.get("allow")).toBe("POST");
  expect(await engine.ask("/run", { ...post, headers: { "x-tentacular-run-id": "no spaces" } })).toMatchObject({
    status: 400,
  });
  expect(await engine.ask("/nowhere")).toMatchObject({ status: 404 });
  expect((await engine.ask<{ runs: unknown[] }>("/runs")).body.runs).toHaveLength(1);
});

test("a run has one duration, in its answer, in the history and in the log", async () => {
  const wide = `export default () => ({ text: "x".repeat(4_000_000) });`;
  const engine = await readyEngine(writeWorkflow({ nodes: { wide } }));
  const { body } = await engine.run({});
  const { durationMs } = body.timing;
  const { runs } = (await engine.ask<{ runs: object[] }>("/runs")).body;
  expect(runs[0]).toMatchObject({ runId: body.runId, durationMs });
  await expect.poll(() => engine.log.find(({ event }) => event === "run-finished")).toMatchObject({ durationMs });
});

test("a run id that is known answers the same run, while it runs and after", async () => {
  const engine = await readyEngine(writeWorkflow({ nodes: { slow } }));
  const headers = { "x-tentacular-run-id": "tick-1" };
  const both = await Promise.all([engine.run({ ms: 200 }, headers), engine.run({ ms: 200 }, headers)]);
  const again = await engine.run({}, headers);
  expect(both[0]?.body).toEqual(both[1]?.body);
  expect(again.body).toEqual(both[0]?.body);
  expect(again.body).toMatchObject({ runId: "tick-1", outputs: { slow: 1 } });
});

test("an answer that was lost can be had again, whole, while it is remembered", async () => {
  const wide = `export default () => "x".repeat(500_000);`;
  const engine = await readyEngine(writeWorkflow({ nodes: { wide } }));
  const { body } = await engine.run({}, { "x-tentacular-run-id": "wide-1" });
  expect((await engine.ask<{ result: unknown }>("/runs/wide-1")).body.result).toMatchObject({ truncated: true });
  expect(await engine.ask("/runs/wide-1/result")).toMatchObject({ status: 200, body });
  expect(await engine.ask("/runs/wide-2/result")).toMatchObject({ status: 404 });
});

test("a result is bounded by the memory that there is, and the run says so", async () => {
  const wide = `export default () => "x".repeat(8_000_000);`;
  const engine = await readyEngine(writeWorkflow({ nodes: { wide } }), ["--memory", "160"]);
  const { body } = await engine.run({});
  expect(body.errors["wide"]).toMatch(/of 8000002 bytes makes the result longer than 6710886 bytes\nReturn less/);
  expect(body.success).toBe(false);
});

test("beyond concurrency and queue a run is turned away with 429 and Retry-After", async () => {
  const engine = await readyEngine(writeWorkflow({ nodes: { slow } }), ["--concurrency", "1", "--queue", "1"]);
  const [running, queued] = [engine.run({ ms: 500 }), wait(50).then(() => engine.run({ ms: 1 }))];
  await wait(150);
  const refused = await engine.run({});
  expect(refused.status).toBe(429);
  expect(refused.headers.get("retry-after")).toBe("1");
  expect([(await running).status, (await queued).status]).toEqual([200, 200]);
});

test("a failed run answers 500, and /runs/<id> tells attempts, place and input of each node", async () => {
  const fails = `export default async (): Promise<void> => {
  const inner = () => {
    throw new Error("boom");
  };
  inner();
};
`;
  const dir = writeWorkflow({ nodes: { first, fails }, edges: [["first", "fails"]], more: "config: { retries: 2 }\n" });
  const engine = await readyEngine(dir);
  const { status, body } = await engine.run({ x: 1 });
  expect(status).toBe(500);
  expect(body).toMatchObject({ success: false, outputs: { first: { got: { x: 1 } } }, errors: { fails: "boom" } });
  expect(body.timing.nodeTimings["fails"]?.durationMs).toBeGreaterThanOrEqual(295);
  expect((await engine.ask(`/runs/${body.runId}`)).body).toMatchObject({
    state: "finished",
    success: false,
    input: { x: 1 },
    nodes: {
      first: { state: "succeeded", attempts: 1, input: { x: 1 }, output: { got: { x: 1 } } },
      fails: {
        state: "failed",
        attempts: 3,
        input: { got: { x: 1 } },
        error: { code: "node-failed", message: "boom", file: "nodes/fails.ts", line: 3, column: 11 },
      },
    },
    result: { errors: { fails: "boom" } },
  });
});

test("values of secrets are redacted in logs, history and errors", async () => {
  const leak = `export default async (ctx: { secrets: { api: { token: string } } }) => {
  console.log("token is", ctx.secrets.api.token);
  throw new Error("refused " + ctx.secrets.api.token);
};
`;
  const dir = writeWorkflow({ nodes: { leak }, files: { ".secrets.yaml": "api: { token: s3cr3t-value }\n" } });
  const engine = await readyEngine(dir);
  const { body } = await engine.run({ also: "s3cr3t-value" });
  expect((await engine.logged({ level: "info", node: "leak" })).msg).toBe("token is «redacted»");
  await engine.logged({ event: "run-finished" });
  const shown = JSON.stringify([
    (await engine.ask(`/runs/${body.runId}`)).body,
    (await engine.ask("/health?detail=1")).body,
  ]);
  expect(shown).toContain("«redacted»");
  expect(shown + engine.lines.join("")).not.toContain("s3cr3t-value");
});

test("an answer has no secret in its errors, and outputs as the nodes returned them", async () => {
  const dir = writeWorkflow({
    nodes: {
      gives: "export default (ctx: { secrets: { api: { token: string } } }) => ctx.secrets.api.token;\n",
      leaks: 'export default (_: unknown, token: string) => { throw new Error("refused " + token); };\n',
    },
    edges: [["gives", "leaks"]],
    files: { ".secrets.yaml": "api: { token: s3cr3t-value }\n" },
  });
  const { body } = await (await readyEngine(dir)).run({});
  expect(body).toMatchObject({
    success: false,
    outputs: { gives: "s3cr3t-value" },
    errors: { leaks: "refused «redacted»" },
  });
});

test("a node whose output is no JSON fails then and there: not tried again, told in the log, and no later stage begins", async () => {
  const load = "export default () => ({ orders: [1], extra: 10n });\n";
  const beside = 'export default async (ctx: { log: Console }) => (await 1, ctx.log.info("ran"), "kept");\n';
  const after = 'export default (ctx: { log: Console }) => ctx.log.info("began");\n';
  const dir = writeWorkflow({
    nodes: { load, beside, left: after, right: after },
    edges: [
      ["load", "left"],
      ["load", "right"],
    ],
    more: "config: { retries: 2 }",
  });
  const engine = await readyEngine(dir);
  const { status, body } = await engine.run({});
  expect(status).toBe(500);
  expect(body.outputs).toEqual({ beside: "kept" });
  expect(Object.keys(body.errors)).toEqual(["load"]);
  expect(body.errors["load"]).toMatch(/^Output of node "load" is not JSON: "extra" is a BigInt\nReturn /);
  expect(Object.keys(body.timing.nodeTimings).sort()).toEqual(["beside", "load"]);
  await engine.logged({ event: "run-finished" });
  const told = engine.lines.filter((line) => line.includes('"node":"load"}'));
  expect(told).toHaveLength(1);
  expect(told[0]).toContain('"level":"error"');
  expect(engine.lines.join("")).not.toContain("began");
});

test.each([
  ["a BigInt", "() => 10n", "It is a BigInt"],
  ["a circle", "() => { const a = {}; return Object.assign(a, { a }); }", "Converting circular structure to JSON"],
  ["a function", "() => () => 1", "It is a function"],
  ["a symbol", '() => Symbol("x")', "It is a symbol"],
  ["an object whose toJSON returns nothing", "() => ({ toJSON() {} })", "Its toJSON returns nothing"],
])("%s is no output", async (_, code, why) => {
  const { body } = await (await readyEngine(writeWorkflow({ nodes: { odd: `export default ${code};\n` } }))).run({});
  expect(body).toMatchObject({ success: false, outputs: {} });
  expect(body.errors["odd"]).toContain(`Output of node "odd" is not JSON: ${why}`);
});

test("an output stays in the result as it was returned, whatever a later node does to it; nothing returned is no output", async () => {
  const dir = writeWorkflow({
    nodes: {
      gives: "export default () => ({ list: [1] });\n",
      spoils: "export default (_: unknown, got: { list: unknown[] }) => { got.list.push(10n); };\n",
      ends: "export default (_: unknown, got: unknown) => typeof got;\n",
    },
    edges: [
      ["gives", "spoils"],
      ["spoils", "ends"],
    ],
  });
  const { body } = await (await readyEngine(dir)).run({});
  expect(body).toMatchObject({ success: true, errors: {} });
  expect(body.outputs).toEqual({ gives: { list: [1] }, ends: "undefined" });
});

test("metrics count runs, attempts and durations in the Prometheus form", async () => {
  const engine = await readyEngine(writeWorkflow({ nodes: { first, second }, edges: [["first", "second"]] }));
  await engine.run({}, { "x-tentacular-trigger": "cron" });
  const { headers, body } = await engine.ask<string>("/metrics");
  expect(headers.get("content-type")).toContain("text/plain; version=0.0.4");
  expect(body).toContain('tentacular_runs_total{outcome="success",trigger="cron"} 1\n');
  expect(body).toContain("tentacular_run_duration_seconds_count 1\n");
  expect(body).toContain("tentacular_node_attempts_total 2\n");
});
