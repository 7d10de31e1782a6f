import { execFile } from "node:child_process";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { exitCodes } from "../../src/errors.ts";
import { findDeno } from "../../src/find-deno.ts";
import { packageRoot } from "../../src/package-root.ts";
import { readyEngine, type TestEngine } from "./start-engine.ts";
import { writeWorkflow } from "./write-workflow.ts";

function trigger(url: string, flags: string[] = []): Promise<{ code: number; stdout: string }> {
  const program = join(packageRoot(), "dist/engine/trigger.js");
  const args = ["run", "--no-prompt", "--no-config", `--allow-net=${new URL(url).host}`, program, "--url", url];
  return new Promise((resolve) => {
    const child = execFile(findDeno(), [...args, "--run-id", "tick-1", ...flags], (_error, stdout) =>
      resolve({ code: child.exitCode ?? -1, stdout }),
    );
  });
}

/** A server that is not the engine: to count what the trigger client sends. */
async function server(listener: RequestListener): Promise<string> {
  const http = createServer(listener);
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void http.close());
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

test("a tick starts one run with its id and ends as the run does", async () => {
  const which =
    'export default async (_: unknown, input: { trigger: string }) => { if (input.trigger === "bad") throw new Error("no"); return input; };\n';
  const engine = await readyEngine(writeWorkflow({ nodes: { which } }));
  expect((await trigger(engine.url, ["--input", '{"trigger":"nightly"}'])).code).toBe(0);
  expect((await engine.ask("/runs/tick-1")).body).toMatchObject({
    trigger: "cron",
    nodes: { which: { output: { trigger: "nightly" } } },
  });
  expect((await trigger(engine.url, ["--run-id", "tick-2", "--input", '{"trigger":"bad"}'])).code).toBe(1);
});

test("an answered request is never sent again, whatever the answer", async () => {
  let asked = 0;
  const url = await server((_request, response) => {
    asked++;
    response.writeHead(503).end("{}");
  });
  expect((await trigger(url)).code).toBe(1);
  expect(asked).toBe(1);
});

/** A way to the engine that cuts the line of a POST once the engine has answered it. */
async function wayThatLosesAnswers(engine: TestEngine, asked: string[]): Promise<string> {
  return await server(async ({ method = "", url: path, headers, socket }, response) => {
    asked.push(`${method} ${path}`);
    const { "x-tentacular-run-id": id = "", "x-tentacular-trigger": trigger = "" } = headers;
    const sent = { "x-tentacular-run-id": `${id}`, "x-tentacular-trigger": `${trigger}` };
    const answer = await fetch(`${engine.url}${path}`, { method, ...(method === "POST" && { headers: sent }) });
    const body = await answer.text();
    if (method === "POST") socket.destroy();
    else response.writeHead(answer.status).end(body);
  });
}

test("a lost answer is fetched by the run id, whole and exact, and not asked for again", async () => {
  const long = `export default (ctx: { secrets: { api: { token: string } } }) => ({
  token: ctx.secrets.api.token,
  text: "x".repeat(100 * 1024),
});
`;
  const files = { ".secrets.yaml": "api: { token: s3cr3t-value }\n" };
  const engine = await readyEngine(writeWorkflow({ nodes: { long }, files }));
  const asked: string[] = [];
  const url = await wayThatLosesAnswers(engine, asked);
  const { code, stdout } = await trigger(url, ["--trigger", "manual"]);
  expect(code).toBe(0);
  expect(asked).toEqual(["POST /run", "GET /runs/tick-1", "GET /runs/tick-1/result"]);
  const { answer, status } = JSON.parse(stdout);
  expect(status).toBe(200);
  expect(answer.outputs).toEqual({ long: { token: "s3cr3t-value", text: "x".repeat(100 * 1024) } });

  const byCron = JSON.parse((await trigger(url, ["--run-id", "tick-2"])).stdout);
  expect(byCron).toMatchObject({ event: "run-answered", status: 200, success: true, failed: [] });
});

test("a run that nobody knows after its answer was lost is given up in seconds, not at the end of its time", async () => {
  const url = await server((request, response) => {
    if (request.method === "POST") request.socket.destroy();
    else response.writeHead(404).end('{"error":{"code":"RUN-UNKNOWN"}}');
  });
  expect((await trigger(url, ["--timeout", "3600"])).code).toBe(exitCodes.timeout.code);
}, 25_000);

test("a run that is known is waited for, however long it takes, past a page that something else has answered", async () => {
  const since = Date.now();
  const url = await server((request, response) => {
    if (request.method === "POST") request.socket.destroy();
    else if (Date.now() - since < 1000) response.end("<p>One moment</p>");
    else if (Date.now() - since < 12_000) response.end(JSON.stringify({ state: "running" }));
    else response.end(JSON.stringify({ state: "finished", success: true, result: {} }));
  });
  expect((await trigger(url)).code).toBe(0);
}, 40_000);

test("where nobody listens it tries for the time given, then ends with 7", async () => {
  const closed = createServer();
  await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve));
  const { port } = closed.address() as AddressInfo;
  await new Promise((resolve) => closed.close(resolve));
  expect((await trigger(`http://127.0.0.1:${port}`, ["--timeout", "2"])).code).toBe(7);
});

test("a cron pod's log names the failed nodes and the time, and holds nothing that a node has said", async () => {
  const nodes = {
    safe: 'export default () => ({ token: "kept-out-of-logs" });\n',
    weak: 'export default () => { throw new Error("kept-out-of-logs"); };\n',
  };
  const engine = await readyEngine(writeWorkflow({ nodes, edges: [["safe", "weak"]] }));
  const { stdout } = await trigger(engine.url);
  expect(stdout).not.toContain("kept-out-of-logs");
  expect(JSON.parse(stdout)).toEqual({
    ts: expect.any(String),
    run: "tick-1",
    event: "run-answered",
    status: 500,
    success: false,
    durationMs: expect.any(Number),
    failed: ["weak"],
  });
  const byHand = await trigger(engine.url, ["--trigger", "manual"]);
  expect(JSON.parse(byHand.stdout).answer.outputs).toEqual({ safe: { token: "kept-out-of-logs" } });
});

test("of a refusal the log has the code", async () => {
  const url = await server((_request, response) => {
    response.writeHead(429).end('{"error":{"code":"QUEUE-FULL","message":"m","remedy":"r"}}');
  });
  expect(JSON.parse((await trigger(url)).stdout)).toMatchObject({ status: 429, error: "QUEUE-FULL" });
});
