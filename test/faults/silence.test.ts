import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ExecutionResult } from "../../src/workflow/execution-result.ts";
import { type Ground, ground } from "../deploy/ground.ts";
import { ServedWorkflow } from "../deploy/served-workflow.ts";

const host = "api.example.com" as const;
const runtimes: [name: string, runtimeClass: string][] = [
  ["runc", ""],
  ["gvisor", "gvisor"],
];

const workflow = (name: string, runtimeClass: string): Record<string, string> => ({
  [`${name}/workflow.yaml`]: `name: ${name}
version: "1.0"
nodes: { caller: { path: ./nodes/caller.ts } }
deployment: { runtimeClass: "${runtimeClass}" }
contract:
  version: "1"
  dependencies:
    api: { protocol: https, host: ${host} }
    plain: { protocol: http, host: ${host} }
    bus: { protocol: nats, host: ${host}, port: 8080, subject: x }
`,
  [`${name}/nodes/caller.ts`]: caller,
});

const caller = `import { connect } from "node:net";
import type { Context } from "tentacular";
const host = "${host}";
const ways: Record<string, (ctx: Context) => unknown> = {
  "fetch": () => fetch(\`https://\${host}/\`).then((answer) => answer.status),
  "ctx.fetch": (ctx) => ctx.fetch("api", "/").then((answer) => answer.status),
  "dependency().fetch": (ctx) => ctx.dependency("plain").fetch!("/").then((answer) => answer.status),
  "Deno.connect": () => Deno.connect({ hostname: host, port: 80 }).then((connection) => connection.close()),
  "Deno.connectTls": () => Deno.connectTls({ hostname: host, port: 443 }).then((connection) => connection.close()),
  "net.connect": () => new Promise((done, failed) => {
    const socket = connect(8080, host).on("error", failed).on("connect", () => done(socket.destroy() && 1));
  }),
  "another host": () => fetch("https://other.example.com/"),
};
export default async (ctx: Context, { way }: { way: string }) => {
  await ways[way]!(ctx);
  return "reached";
};
`;

const ways = ["fetch", "ctx.fetch", "dependency().fetch", "Deno.connect", "Deno.connectTls", "net.connect"];

let at: Ground;
const served = new Map<string, ServedWorkflow>();

beforeAll(async () => {
  at = await ground();
  for (const [name, runtimeClass] of runtimes) {
    await at.write(workflow(name, runtimeClass));
    const { exitCode, stderr } = await at.tntc(["deploy", name]);
    expect(exitCode, stderr).toBe(0);
    served.set(name, await ServedWorkflow.of(at, name));
  }
});
afterAll(() => at[Symbol.asyncDispose]());

async function call(name: string, way: string): Promise<ExecutionResult> {
  const id = randomBytes(4).toString("hex");
  const { body } = (await served.get(name)?.run<ExecutionResult>(id, { way })) ?? {};
  if (body === undefined) throw new Error(`${name} is not deployed`);
  return body;
}

async function podIp(name: string): Promise<string> {
  const selector = `app.kubernetes.io/name=${name}`;
  const args = ["get", "pods", "-l", selector, "-o", "jsonpath={.items[0].status.podIP}"];
  return await at.cluster.kubectl("-n", at.namespace, ...args);
}

describe.each(runtimes)("under %s", (name) => {
  test("what the contract declares is reached, and what it does not is refused within 2 s with the lines to add", async () => {
    for (const way of ways) expect((await call(name, way)).errors, way).toEqual({});
    const { errors, timing } = await call(name, "another host");
    expect(timing.durationMs).toBeLessThan(2000);
    expect(errors["caller"]).toMatch(
      /^Node "caller" \(nodes\/caller\.ts:\d+\) is not permitted to reach "other\.example\.com:443"/,
    );
    expect(errors["caller"]).toContain("    other-example-com:\n      protocol: https\n      host: other.example.com");
  });

  test("a connection whose packets are dropped ends at the connect timeout of 5 s and names both causes", async () => {
    const { hosts } = at.cluster.internet;
    await using _ = await at.cluster.dropping({ from: await podIp(name), to: hosts[host] });
    const ended = await Promise.all(ways.map((way) => call(name, way)));
    for (const [index, { errors, timing }] of ended.entries()) {
      expect(errors["caller"], ways[index]).toMatch(
        /^No connection to "api\.example\.com:\d+" within 5000ms: a network policy drops it, or the host does not answer\n/,
      );
      // The clock of a sandbox on a busy machine falls behind for a while.
      expect(timing.durationMs).toBeGreaterThan(3500);
      expect(timing.durationMs).toBeLessThan(8000);
    }
  });

  test("and what is let through again is reached again", async () => {
    for (const way of ways) expect((await call(name, way)).errors, way).toEqual({});
  });
});
