import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent, request as httpsRequest } from "node:https";
import { wholeBody } from "../../whole-body.ts";
import type { Access } from "./access.ts";
import { unreachable } from "./unreachable.ts";

/** One request to the API server. */
export type KubeRequest = {
  /** @default "GET" */
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  query?: Record<string, string | number | boolean | undefined>;
  headers?: Record<string, string>;
  body?: string;
  /** For the whole exchange, in milliseconds. @default 15000; 0 means without end */
  timeoutMs?: number;
  signal?: AbortSignal | undefined;
};

/** An answer whose body has been read. A refusal is an answer too. */
export type KubeAnswer = {
  status: number;
  headers: Record<string, string | undefined>;
  body: string;
  /** The body before it was read as text. */
  bytes: Uint8Array;
};

/** Sends requests over kept-alive connections; what never got an answer throws CLUSTER-UNREACHABLE. */
export type Transport = {
  send(request: KubeRequest): Promise<KubeAnswer>;
  /** The answer as it comes: for logs that are followed. */
  open(request: KubeRequest): Promise<IncomingMessage>;
};

/** Opens the way to an API server; nothing is sent yet. @throws {TentacularError} `CLUSTER-UNREACHABLE`, from what it sends */
export function transportTo(access: Access): Transport {
  const ask = askerOf(access);

  /** An exchange that was cut off by its own signal failed for that signal's reason, in its head and in its body alike. */
  const within = async <T>(request: KubeRequest, exchange: (signal?: AbortSignal) => Promise<T>): Promise<T> => {
    const signal = signalOf(request);
    try {
      return await exchange(signal);
    } catch (cause) {
      throw unreachable(access.server, signal?.aborted ? signal.reason : cause);
    }
  };

  return {
    send: (request) => within(request, async (signal) => whole(await ask(request, signal))),
    open: (request) => within(request, (signal) => ask(request, signal)),
  };
}

type Ask = (request: KubeRequest, signal?: AbortSignal) => Promise<IncomingMessage>;

function askerOf({ server, options: { tls, headers, agent: given } }: Access): Ask {
  const plain = server.protocol === "http:";
  const agent = given ?? (plain ? new HttpAgent({ keepAlive: true }) : new Agent({ ...tls, keepAlive: true }));
  return (request, signal) =>
    new Promise((resolve, reject) => {
      const outgoing = (plain ? httpRequest : httpsRequest)(
        urlOf(server, request),
        {
          agent,
          method: request.method ?? "GET",
          headers: { ...headers, Accept: "application/json", ...bodyHeaders(request), ...request.headers },
          ...(signal ? { signal } : {}),
        },
        resolve,
      );
      outgoing.on("error", reject);
      outgoing.end(request.body);
    });
}

async function whole(incoming: IncomingMessage): Promise<KubeAnswer> {
  const bytes = await wholeBody(incoming);
  const { statusCode = 0, headers } = incoming;
  return { status: statusCode, headers: flat(headers), body: bytes.toString("utf8"), bytes };
}

function urlOf(server: URL, { path, query }: KubeRequest): URL {
  const url = new URL(`${server.href.replace(/\/$/, "")}${path}`);
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value !== undefined) url.searchParams.set(key, String(value));
  }
  return url;
}

function bodyHeaders({ body }: KubeRequest): Record<string, string> {
  return body === undefined
    ? {}
    : { "Content-Type": "application/json", "Content-Length": String(Buffer.byteLength(body)) };
}

/** What ends an exchange early: the caller, or its time. */
function signalOf({ signal, timeoutMs = 15_000 }: KubeRequest): AbortSignal | undefined {
  if (timeoutMs === 0) return signal;
  const timeout = AbortSignal.timeout(timeoutMs);
  return signal ? AbortSignal.any([signal, timeout]) : timeout;
}

function flat(headers: IncomingMessage["headers"]): KubeAnswer["headers"] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]),
  );
}
