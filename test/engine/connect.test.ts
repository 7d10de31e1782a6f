import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { silentPort } from "./silent-port.ts";
import { readyEngine, type TestEngine } from "./start-engine.ts";
import { writeWorkflow } from "./write-workflow.ts";

const away = `import { connect } from "node:net";
import { get } from "node:http";
type Context = { dependency(name: string): { fetch(path: string): Promise<Response> }; fetch(service: string, path: string): Promise<Response> };
const ways: Record<string, (port: number, ctx: Context) => unknown> = {
  "fetch": (port) => fetch(\`http://127.0.0.1:\${port}/\`),
  "ctx.fetch": (port, ctx) => ctx.fetch("it", \`http://127.0.0.1:\${port}/\`),
  "dependency().fetch": (_, ctx) => ctx.dependency("it").fetch("/"),
  "Deno.connect": (port) => Deno.connect({ hostname: "127.0.0.1", port }),
  "Deno.connectTls": (port) => Deno.connectTls({ hostname: "127.0.0.1", port }),
  "net.connect": (port) => new Promise((done, failed) => connect(port, "127.0.0.1").on("connect", done).on("error", failed)),
  "http.get": (port) => new Promise((done, failed) => get(\`http://127.0.0.1:\${port}/\`, done).on("error", failed)),
};
export default async (ctx: Context, { way, port }: { way: string; port: number }) => {
  const answer = await ways[way]!(port, ctx);
  return answer instanceof Response ? await answer.text() : "connected";
};
`;

const ways = ["fetch", "ctx.fetch", "dependency().fetch", "Deno.connect", "Deno.connectTls", "net.connect", "http.get"];

/** An engine whose node may reach `port`, with a second to connect. */
async function engineFor(port: number, config = "connect_timeout: 1s"): Promise<TestEngine> {
  const it = `it: { protocol: http, host: 127.0.0.1, port: ${port} }`;
  // What speaks no HTTP may use sockets of Node's.
  const nats = "bus: { protocol: nats, host: 127.0.0.1, subject: x }";
  const more = `config: { ${config} }\ncontract:\n  version: "1"\n  dependencies: { ${it}, ${nats} }\n`;
  return await readyEngine(writeWorkflow({ nodes: { away }, more }));
}

test.each(ways)("%s to where nothing answers ends at the connect timeout, and names both causes", async (way) => {
  const port = await silentPort();
  const engine = await engineFor(port);
  const { body } = await engine.run({ way, port });
  expect(body.errors["away"]).toContain(
    `No connection to "127.0.0.1:${port}" within 1000ms: a network policy drops it, or the host does not answer`,
  );
  expect(body.timing.durationMs).toBeGreaterThanOrEqual(950);
  expect(body.timing.durationMs).toBeLessThan(2000);
  expect((await engine.ask(`/runs/${body.runId}`)).body).toMatchObject({
    nodes: { away: { error: { code: "connect-timeout", remedy: expect.stringContaining("tntc contract") } } },
  });
});

test("the timeout is 5 s when nobody says otherwise", async () => {
  const port = await silentPort();
  const engine = await engineFor(port, "timeout: 20s");
  const { body } = await engine.run({ way: "fetch", port });
  expect(body.errors["away"]).toContain("within 5000ms");
  expect(body.timing.durationMs).toBeLessThan(6500);
});

test.each(ways.filter((way) => way !== "dependency().fetch"))(
  "%s to where the contract does not lead fails within 2 s, also with retries",
  async (way) => {
    const engine = await engineFor(3, "retries: 5");
    const { body } = await engine.run({ way, port: 2 });
    expect(body.timing.durationMs).toBeLessThan(2000);
    expect(body.errors["away"]).toMatch(/^Node "away" .*is not permitted to reach "127.0.0.1:2"/);
    expect(body.errors["away"]).toContain("      host: 127.0.0.1\n      port: 2");
  },
);

test("a server that is slow to answer, and slow to end its answer, is waited for", async () => {
  const server = createServer(async (_, response) => {
    await wait(2500);
    response.write("slow ");
    await wait(2500);
    response.end("but sure");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const engine = await engineFor(port);
  const [one, other] = await Promise.all([engine.run({ way: "fetch", port }), engine.run({ way: "ctx.fetch", port })]);
  expect([one.body.outputs, other.body.outputs]).toEqual([{ away: "slow but sure" }, { away: "slow but sure" }]);
});
