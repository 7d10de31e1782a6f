import { once } from "node:events";
import { createServer } from "node:net";

/** What a NATS server says first, to whoever connects. */
const info = {
  server_id: "NGREETING",
  server_name: "greeting",
  version: "2.12.0",
  proto: 1,
  host: "0.0.0.0",
  port: 4222,
  headers: true,
  max_payload: 1_048_576,
};

/**
 * No NATS server: the greeting of one, in the protocol's own words, and nothing after it. More than this line
 * `cluster check` does not ask for. It ends, connections and all, when it is disposed of.
 *
 * @param host an address that pods reach
 */
export async function natsGreeting(host: string): Promise<AsyncDisposable & { port: number }> {
  const server = createServer((socket) => {
    // A probe that has read the line hangs up without a word.
    socket.on("error", () => {}).end(`INFO ${JSON.stringify(info)} \r\n`);
  });
  await once(server.listen(0, host), "listening");
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    async [Symbol.asyncDispose]() {
      server.close();
      await once(server, "close");
    },
  };
}
