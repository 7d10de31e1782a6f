import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import type { Access } from "./access.ts";
import { transportTo } from "./transport.ts";

/** A server that takes connections, says so many words at once, and never another. */
async function silentServer(words = ""): Promise<Access> {
  const server = createServer((socket) => void socket.write(words));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return accessAt(`http://127.0.0.1:${port}`);
}

function accessAt(server: string): Access {
  return { context: "c", user: "u", namespace: "n", server: new URL(server), options: { tls: {}, headers: {} } };
}

test.each([
  ["never answers", ""],
  ["stops in the middle of its answer", "HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf of "],
])("a server that %s is given up in the time allowed", async (_, words) => {
  const { send } = transportTo(await silentServer(words));
  const startedAt = Date.now();
  await expect(send({ path: "/", timeoutMs: 200 })).rejects.toMatchObject({
    code: "CLUSTER-UNREACHABLE",
    exit: "unreachable",
    message: expect.stringContaining("no answer in time"),
  });
  expect(Date.now() - startedAt).toBeLessThan(2000);
});

test("an interrupt ends a request with its own reason", async () => {
  const { send } = transportTo(await silentServer());
  const reason = new Error("enough");
  const signal = AbortSignal.abort(reason);
  await expect(send({ path: "/", signal })).rejects.toMatchObject({ cause: reason });
});

test("nobody listening is said with the address", async () => {
  await expect(transportTo(accessAt("http://127.0.0.1:1")).send({ path: "/" })).rejects.toMatchObject({
    code: "CLUSTER-UNREACHABLE",
    message: 'The cluster at "127.0.0.1:1" cannot be reached: ECONNREFUSED',
  });
});
