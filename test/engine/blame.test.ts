import { type AddressInfo, createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { readyEngine } from "./start-engine.ts";
import { writeWorkflow } from "./write-workflow.ts";

const culprit = `import { connect } from "node:net";
const decoder = new TextDecoder();
const waits: Record<string, (port: number) => Promise<unknown>> = {
  "a read of a raw socket": async (port) => {
    const connection = await Deno.connect({ hostname: "127.0.0.1", port });
    const bytes = new Uint8Array(1000);
    for (let text = ""; !text.includes("done"); text += decoder.decode(bytes.subarray(0, (await connection.read(bytes)) ?? 0)));
  },
  "the body of an answer": async (port) => await (await fetch(\`http://127.0.0.1:\${port}/\`)).text(),
  "a stream of an answer": async (port) => {
    const reader = (await fetch(\`http://127.0.0.1:\${port}/\`)).body!.getReader();
    while (!(await reader.read()).done);
  },
  "news of a socket of Node's": (port) => new Promise((done) => connect(port, "127.0.0.1").on("data", (data) => String(data).includes("done") && done(1))),
  "a timer": () => new Promise((done) => setTimeout(done, 400)),
};
export default async (_: unknown, { what, port }: { what: string; port: number }) => {
  await waits[what]!(port);
  for (;;);
};
`;
/** Is entered again and again while the culprit waits, and not after. */
const innocent = `export default async () => {
  for (let time = 0; time < 10; time++) await new Promise((next) => setTimeout(next, 20));
  await new Promise(() => {});
};
`;

/** Says, asked or not, the head of an answer at once, and the rest of it later. */
async function slowServer(): Promise<number> {
  const server = createServer(async (socket) => {
    socket.on("error", () => {});
    await wait(100);
    socket.write("HTTP/1.1 200 OK\r\ncontent-length: 8\r\n\r\nnot ");
    await wait(400);
    socket.write("done");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

test.each([
  "a read of a raw socket",
  "the body of an answer",
  "a stream of an answer",
  "news of a socket of Node's",
  "a timer",
])("a loop after %s is blamed on the node that loops, not on the one that was entered last", async (what) => {
  const dir = writeWorkflow({ nodes: { culprit, innocent }, more: "config: { timeout: 2s }\n" });
  const engine = await readyEngine(dir);
  const { body } = await engine.run({ what, port: await slowServer() });
  expect(body.errors).toEqual({ culprit: expect.stringContaining('"culprit" timed out after 2000ms') });
});
