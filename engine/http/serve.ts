import type { Engine } from "../supervisor/engine.ts";
import { answer } from "./answer.ts";
import { route } from "./route.ts";

/** Listens on each host at one port; 0 takes a free one. */
export function serve(
  engine: Engine,
  listen: { hosts: string[]; port: number },
): { port: number; servers: Deno.HttpServer[] } {
  let { port } = listen;
  const servers = listen.hosts.map((hostname) => {
    const server = Deno.serve(
      { hostname, port, onListen: () => {}, onError: (error) => fault(engine, error) },
      (request) => answerTo(engine, request),
    );
    if (server.addr.transport === "tcp") port = server.addr.port;
    return server;
  });
  return { port, servers };
}

async function answerTo(engine: Engine, request: Request): Promise<Response> {
  engine.requests++;
  try {
    const response = await route(engine, request);
    // A client that keeps its connections must not send the next request into one that is about to end.
    if (engine.draining) response.headers.set("connection", "close");
    return response;
  } finally {
    engine.requests--;
  }
}

function fault(engine: Engine, error: unknown): Response {
  const message = error instanceof Error ? error.message : String(error);
  engine.log.error({ event: "fault", msg: message });
  return answer(500, { error: { code: "INTERNAL", message, remedy: "Please report this" } });
}
