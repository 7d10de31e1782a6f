import { once } from "node:events";
import { createServer } from "node:http";
import { jsrFile } from "./jsr-file.ts";

/** A registry of JSR; its URL ends with a slash, as JSR_URL wants it. */
export type Jsr = AsyncDisposable & { url: string /** Paths that were asked for, in order. */; asked: string[] };

/**
 * Serves the packages of this folder as JSR serves its own, on a free port.
 *
 * @param host @default "127.0.0.1"; another address lets pods in
 *
 * @example
 * await using jsr = await startJsr();
 * spawn("deno", ["run", "main.ts"], { env: { ...process.env, JSR_URL: jsr.url } });
 */
export async function startJsr(host = "127.0.0.1"): Promise<Jsr> {
  const asked: string[] = [];
  const server = createServer(async ({ url = "/" }, response) => {
    asked.push(url);
    const found = await jsrFile(new URL(url, "http://jsr").pathname);
    if (found) response.setHeader("content-type", found.type);
    response.writeHead(found ? 200 : 404).end(found?.bytes ?? "Not Found");
  });
  await once(server.listen(0, host), "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const end = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  return { url: `http://${host}:${port}/`, asked, [Symbol.asyncDispose]: end };
}
