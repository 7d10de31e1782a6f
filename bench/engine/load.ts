import { connect, type Socket } from "node:net";

/** A load: one request, repeated over keep-alive connections, each waiting for its answer. */
export type Load = {
  port: number;
  path: string;
  body: string;
  connections: number;
  /** Requests in all. */
  count: number;
};

/** Sends the load and answers requests per second and each latency in milliseconds. Raw sockets: the client must not be the limit. */
export async function load({
  port,
  path,
  body,
  connections,
  count,
}: Load): Promise<{ rate: number; latencies: number[] }> {
  const head = `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n`;
  const request = Buffer.from(`${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  const latencies: number[] = [];
  let left = count;
  const startedAt = performance.now();
  const lines = Array.from({ length: connections }, async () => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    while (left-- > 0) {
      const sentAt = performance.now();
      await exchange(socket, request);
      latencies.push(performance.now() - sentAt);
    }
    socket.destroy();
  });
  await Promise.all(lines);
  return { rate: latencies.length / ((performance.now() - startedAt) / 1000), latencies };
}

function exchange(socket: Socket, request: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = "";
    const onData = (chunk: Buffer) => {
      text += chunk.toString("latin1");
      const end = text.indexOf("\r\n\r\n");
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? Number.NaN);
      if (end < 0 || text.length < end + 4 + length) return;
      socket.off("data", onData);
      if (text.startsWith("HTTP/1.1 200")) resolve();
      else reject(new Error(text.slice(0, 300)));
    };
    socket.on("data", onData);
    socket.once("error", reject);
    socket.write(request);
    socket.setMaxListeners(0);
  });
}
