import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import type { Access } from "./access.ts";
import { transportTo } from "./transport.ts";

/** A server that takes connections and never says a word. */
async function silentServer(): Promise<Access> {
  const server = createServer(() => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return accessAt(`http://127.0.0.1:${port}`);
}

function accessAt(server: string): Access {
  return { context: "c", user: "u", namespace: "n", server: new URL(server), options: { tls: {}, headers: {} } };
}

test("a server that never answers is given up in the time allowed", async () => {
  const { send } = transportTo(await silentServer());
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
