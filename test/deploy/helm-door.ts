import type { IncomingMessage, ServerResponse } from "node:http";
import { Agent, request as ask } from "node:https";
import { Kube } from "../../src/cluster/api/kube.ts";
import type { Cluster } from "../cluster/fixture.ts";
import { serveHttp } from "../serve-http.ts";

/** A way to the API server on which Helm can be held in the middle of its work. */
export type HelmDoor = AsyncDisposable & {
  /** What tntc and its Helm need to go this way. */
  env: Record<string, string>;
  /** Whether Helm waits for a write that is not let through. */
  isHolding(): boolean;
  /** Lets through what waits, and all that comes. */
  open(): void;
};

/** Lets everything through, but of Helm's writes only those up to so many revisions that it writes down. */
export async function helmDoor({ kubeconfig }: Pick<Cluster, "kubeconfig">, revisions: number): Promise<HelmDoor> {
  const { access } = await Kube.connect({ kubeconfig });
  const agent = new Agent({ ...access.options.tls, keepAlive: true });
  const held: (() => void)[] = [];
  let left = revisions;
  const server = await serveHttp((request, response) => {
    const pass = () => passOn(request, response, { server: access.server, agent });
    if (isHelmsWrite(request) && left <= 0) return void held.push(pass);
    if (isRevision(request)) left--;
    pass();
  });
  return {
    env: { HELM_KUBEAPISERVER: server.url },
    isHolding: () => held.length > 0,
    open() {
      left = Number.POSITIVE_INFINITY;
      for (const pass of held.splice(0)) pass();
    },
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      agent.destroy();
    },
  };
}

function isHelmsWrite({ method, headers }: IncomingMessage): boolean {
  return method !== "GET" && /^Helm\//i.test(headers["user-agent"] ?? "");
}

function isRevision(request: IncomingMessage): boolean {
  return isHelmsWrite(request) && request.method === "POST" && /\/secrets\b/.test(request.url ?? "");
}

function passOn(
  request: IncomingMessage,
  response: ServerResponse,
  { server, agent }: { server: URL; agent: Agent },
): void {
  const { method, url = "/", headers } = request;
  const onward = ask(new URL(url, server), { agent, method, headers: { ...headers, host: server.host } }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  // Either side may be killed at any time.
  onward.on("error", () => response.destroy());
  response.on("close", () => onward.destroy());
  request.pipe(onward);
}
