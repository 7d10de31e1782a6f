import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent, request as httpsRequest } from "node:https";
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
  const { tls, headers } = access.options;
  const plain = access.server.protocol === "http:";
  const agent =
    access.options.agent ?? (plain ? new HttpAgent({ keepAlive: true }) : new Agent({ ...tls, keepAlive: true }));

  const open = (request: KubeRequest): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const timeoutMs = request.timeoutMs ?? 15_000;
      const signal = anyOf(request.signal, timeoutMs > 0 ? AbortSignal.timeout(timeoutMs) : undefined);
      const outgoing = (plain ? httpRequest : httpsRequest)(
        urlOf(access.server, request),
        {
          agent,
          method: request.method ?? "GET",
          headers: { ...headers, Accept: "application/json", ...bodyHeaders(request), ...request.headers },
          ...(signal ? { signal } : {}),
        },
        resolve,
      );
      outgoing.on("error", (cause) =>
        reject(unreachable(access.server, request.signal?.aborted ? request.signal.reason : cause)),
      );
      outgoing.end(request.body);
    });

  const send = async (request: KubeRequest): Promise<KubeAnswer> => {
    const incoming = await open(request);
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
      const bytes = Buffer.concat(chunks);
      const { statusCode = 0, headers: answered } = incoming;
      return { status: statusCode, headers: flat(answered), body: bytes.toString("utf8"), bytes };
    } catch (cause) {
      throw unreachable(access.server, cause);
    }
  };
  return { send, open };
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

function anyOf(...signals: (AbortSignal | undefined)[]): AbortSignal | undefined {
  const given = signals.filter((signal) => signal !== undefined);
  return given.length > 1 ? AbortSignal.any(given) : given[0];
}

function flat(headers: IncomingMessage["headers"]): KubeAnswer["headers"] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]),
  );
}
