import { serveHttp } from "../serve-http.ts";
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
  const server = await serveHttp(
    async ({ url = "/" }, response) => {
      asked.push(url);
      const found = await jsrFile(new URL(url, "http://jsr").pathname);
      if (found) response.setHeader("content-type", found.type);
      response.writeHead(found ? 200 : 404).end(found?.bytes ?? "Not Found");
    },
    { host },
  );
  return { ...server, url: `${server.url}/`, asked };
}
