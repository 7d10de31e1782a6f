import type { AddressInfo } from "node:net";
import { connect, createServer, type Socket } from "node:net";

/** A line to the API server that a test can cut. */
export type CuttingProxy = AsyncDisposable & {
  /** What tntc needs to go through it. */
  env: Record<string, string>;
  /** Breaks every connection; with `forGood` nobody gets through any more. */
  cut(forGood?: boolean): void;
};

/** Passes bytes on to the API server of a kubeconfig, until it is cut. */
export async function cuttingProxy(server: URL): Promise<CuttingProxy> {
  const open = new Set<Socket>();
  let closed = false;
  const proxy = createServer((near) => {
    if (closed) return void near.destroy();
    const far = connect(Number(server.port), server.hostname);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      from.on("error", () => to.destroy()).on("close", () => open.delete(from));
      from.pipe(to);
    }
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const { port } = proxy.address() as AddressInfo;
  const cut = (forGood = false) => {
    closed = forGood;
    for (const socket of open) socket.destroy();
  };
  return {
    env: { HELM_KUBEAPISERVER: `https://127.0.0.1:${port}`, HELM_KUBEINSECURE_SKIP_TLS_VERIFY: "true" },
    cut,
    async [Symbol.asyncDispose]() {
      cut(true);
      await new Promise((resolve) => proxy.close(resolve));
    },
  };
}
