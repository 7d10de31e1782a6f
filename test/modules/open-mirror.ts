import type { NpmRegistry } from "../npm-registry/start-npm-registry.ts";
import { type Served, serveHttp } from "../serve-http.ts";

/** How a mirror is opened. */
export type MirrorOptions = {
  /** Whose credentials it shows to the registry: its own, as mirrors of companies do, or the asker's. @default "own" */
  credentials?: "own" | "asker";
  /** @default a free one */
  port?: number;
};

/** A mirror of an npm registry, on the registry's own address. */
export async function openMirror(
  registry: NpmRegistry,
  { credentials = "own", port = 0 }: MirrorOptions = {},
): Promise<Served & { asked: string[] }> {
  const asked: string[] = [];
  const server = await serveHttp(
    async ({ url = "/", headers }, response) => {
      asked.push(url);
      const authorization = credentials === "own" ? `Bearer ${registry.token}` : (headers.authorization ?? "");
      const answer = await fetch(new URL(url, registry.url), {
        headers: { accept: headers.accept ?? "*/*", ...(authorization && { authorization }) },
      });
      const type = answer.headers.get("content-type") ?? "application/octet-stream";
      const bytes = Buffer.from(await answer.arrayBuffer());
      // The registry names its tarballs by its own address, to which pods have no way.
      const body = /json/.test(type) ? bytes.toString().replaceAll(registry.url, `http://${headers.host}/`) : bytes;
      response.writeHead(answer.status, { "content-type": type }).end(body);
    },
    { host: new URL(registry.url).hostname, port },
  );
  return { ...server, asked };
}
