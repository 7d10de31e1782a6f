import { readFile } from "node:fs/promises";
import { createServer as createPlain, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { createServer as createSecure } from "node:https";
import { text } from "node:stream/consumers";
import type { Seen } from "./seen.ts";

/** Where a server listens, and with which certificate if it speaks TLS. */
export type Listener = { address: string; port: number; tls?: { certificate: string; key: string } };

/** Starts a server that answers every request with what it saw of it. */
export async function listenHttp(listener: Listener, note: (visit: Seen) => void): Promise<void> {
  const server = await serverOf(listener, async (request, response) => {
    const answer = await echo(request, listener);
    response.writeHead(200, { "content-type": "application/json" }).end(`${JSON.stringify(answer)}\n`);
  });
  const at = `${listener.address}:${listener.port}`;
  server.on("connection", (socket) => note({ at, from: socket.remoteAddress ?? "" }));
  await new Promise<void>((resolve) => server.listen(listener.port, listener.address, resolve));
}

async function serverOf({ tls }: Listener, answer: RequestListener): Promise<Server> {
  if (!tls) return createPlain(answer);
  const [cert, key] = await Promise.all([readFile(tls.certificate), readFile(tls.key)]);
  return createSecure({ cert, key }, answer);
}

async function echo(request: IncomingMessage, { address, port, tls }: Listener): Promise<object> {
  const { method, url, headers, socket } = request;
  const body = await text(request);
  return { address, port, tls: tls !== undefined, from: socket.remoteAddress, method, url, headers, body };
}
