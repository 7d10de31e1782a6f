import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";

/** A server that ends, connections and all, when it is disposed of; its URL has no slash at the end. */
export type Served = AsyncDisposable & { url: string; port: number };

/**
 * Answers by this listener.
 *
 * @param options.host another address than the machine's own lets pods in. @default "127.0.0.1"
 * @param options.port @default a free one
 */
export async function serveHttp(
  listener: RequestListener,
  { host = "127.0.0.1", port = 0 }: { host?: string; port?: number } = {},
): Promise<Served> {
  const server = createServer(listener);
  await once(server.listen(port, host), "listening");
  const address = server.address();
  const own = typeof address === "object" && address !== null ? address.port : port;
  const end = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  return { url: `http://${host}:${own}`, port: own, [Symbol.asyncDispose]: end };
}
