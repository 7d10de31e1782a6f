import { mkdtempDisposable, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { Kube } from "../../src/cluster/api/kube.ts";
import type { Cluster } from "../cluster/fixture.ts";

/** A way to the API server that a test can make slow or shut. */
export type SlowDoor = AsyncDisposable & {
  kube: Kube;
  /** Milliseconds that a write waits before it gets through. */
  writeDelayMs: number;
  /** Nobody gets through. */
  isShut: boolean;
};

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** Stands between a test and the real API server, and passes on what it is asked. */
export async function slowDoor({ kubeconfig }: Pick<Cluster, "kubeconfig">, namespace: string): Promise<SlowDoor> {
  const behind = await Kube.connect({ kubeconfig, namespace });
  const server = createServer(async (request, response) => {
    if (door.isShut) return void request.socket.destroy();
    const { status, headers, body } = await passedOn(behind, request, door.writeDelayMs);
    response.writeHead(status, { "content-type": headers["content-type"], date: headers["date"] }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const kube = await connectTo(port, namespace);
  const door: SlowDoor = {
    kube,
    writeDelayMs: 0,
    isShut: false,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return door;
}

async function passedOn(kube: Kube, request: IncomingMessage, writeDelayMs: number) {
  const method = methods.find((each) => each === request.method) ?? "GET";
  const body = await text(request);
  if (method !== "GET") await sleep(writeDelayMs);
  const { accept = "application/json", "content-type": type = "application/json" } = request.headers;
  const headers = { Accept: accept, "Content-Type": type };
  return await kube.send({ method, path: request.url ?? "/", headers, ...(body ? { body } : {}) });
}

async function connectTo(port: number, namespace: string): Promise<Kube> {
  await using folder = await mkdtempDisposable(join(tmpdir(), "slow-door-"));
  const file = join(folder.path, "kubeconfig.json");
  const config = {
    "current-context": "door",
    contexts: [{ name: "door", context: { cluster: "door", user: "door" } }],
    clusters: [{ name: "door", cluster: { server: `http://127.0.0.1:${port}` } }],
    users: [{ name: "door", user: {} }],
  };
  await writeFile(file, JSON.stringify(config));
  return await Kube.connect({ kubeconfig: file, namespace });
}
