import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { type Answer, answer } from "./answer.ts";
import { answerTo } from "./answer-to.ts";
import type { Config } from "./config.ts";
import type { Request } from "./request.ts";
import type { World } from "./world.ts";

const worthCompressing = 1024;

/** Serves on the port of the config, on all addresses; returns once it listens. */
export async function serve(world: World, log: (line: string) => void): Promise<Server> {
  const server = createServer(async (message, response) => {
    const request = requestOf(message);
    const found = await answerTo(world, request).catch((error: Error): Answer => {
      log(`${request.path}: ${error.stack}`);
      return { ...answer("text", error.message), status: 500 };
    });
    log(`${found.status} ${request.method} ${request.path}${request.search}`);
    send(world.config, message, response, found);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(world.config.port, resolve);
  });
  return server;
}

function requestOf({ method = "GET", url = "/", headers }: IncomingMessage): Request {
  const [path = "/", search = ""] = url.split(/(?=\?)/, 2);
  const origin = headers["x-real-origin"]?.toString() ?? `http://${headers.host}`;
  const query = new URLSearchParams(search);
  return { method, origin, path: path.replace(/(?<=.)\/$/, ""), query, search, userAgent: headers["user-agent"] ?? "" };
}

function send({ compress }: Config, message: IncomingMessage, response: ServerResponse, found: Answer): void {
  const body = Buffer.from(found.body);
  const large = compress && body.length >= worthCompressing;
  const gzip = large && /\bgzip\b/.test(message.headers["accept-encoding"]?.toString() ?? "");
  const bytes = gzip ? gzipSync(body) : body;
  const vary = [found.headers["vary"], large && "Accept-Encoding"].filter(Boolean).join(", ");
  const exposed = ["X-ESM-Path", "X-TypeScript-Types"].filter((name) => name.toLowerCase() in found.headers);
  response.writeHead(found.status, {
    ...found.headers,
    "access-control-allow-origin": "*",
    ...(vary && { vary }),
    ...(exposed.length > 0 && { "access-control-expose-headers": exposed.join(", ") }),
    ...(gzip && { "content-encoding": "gzip" }),
    ...(found.status !== 302 && { "content-length": bytes.length }),
  });
  response.end(message.method === "HEAD" ? undefined : bytes);
}
