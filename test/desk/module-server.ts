import { serveHttp } from "../serve-http.ts";

/** A server that answers as a module proxy does, with modules of a test's own. */
export type ModuleServer = AsyncDisposable & {
  url: string;
  /** Paths that were asked for, in order. */
  asked: string[];
  files: Record<string, string>;
};

/**
 * Serves files by path and query. A file that begins with "->" is a redirect, one that begins with three digits and a
 * space an error; with "once" between, only the first time.
 */
export async function moduleServer(files: Record<string, string>): Promise<ModuleServer> {
  const asked: string[] = [];
  const server = await serveHttp((request, response) => {
    const path = request.url ?? "";
    const file = files[path] ?? files[path.replaceAll("%5E", "^")] ?? "404 could not resolve build entry";
    const [, status, once, said = ""] = /^(\d{3}) (once )?(.*)$/s.exec(file) ?? [];
    if (once) files[path] = said;
    asked.push(path);
    if (file.startsWith("->")) {
      response.writeHead(302, { location: `http://${request.headers.host}${file.slice(2)}` }).end();
    } else if (status) response.writeHead(Number(status), { "content-type": "text/plain" }).end(said);
    else response.writeHead(200, { "content-type": "application/javascript; charset=utf-8" }).end(file);
  });
  return { ...server, asked, files };
}
