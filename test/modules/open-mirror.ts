import { once } from "node:events";
import { createServer } from "node:http";
import type { NpmRegistry } from "../npm-registry/start-npm-registry.ts";

/** A mirror of an npm registry that carries the credentials itself, as those of companies do; its URL has no slash. */
export async function openMirror(registry: NpmRegistry): Promise<AsyncDisposable & { url: string; asked: string[] }> {
  const asked: string[] = [];
  const { hostname } = new URL(registry.url);
  const server = createServer(async ({ url = "/", headers }, response) => {
    asked.push(url);
    const authorization = `Bearer ${registry.token}`;
    const answer = await fetch(new URL(url, registry.url), {
      headers: { authorization, accept: headers.accept ?? "*/*" },
    });
    const type = answer.headers.get("content-type") ?? "application/octet-stream";
    const bytes = Buffer.from(await answer.arrayBuffer());
    // The registry names its tarballs by its own address, to which pods have no way.
    const body = /json/.test(type) ? bytes.toString().replaceAll(registry.url, `http://${headers.host}/`) : bytes;
    response.writeHead(answer.status, { "content-type": type }).end(body);
  });
  await once(server.listen(0, hostname), "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const end = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  return { url: `http://${hostname}:${port}`, asked, [Symbol.asyncDispose]: end };
}
