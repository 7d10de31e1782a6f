import { z } from "zod";
import type { Kube } from "../../cluster/api/kube.ts";
import { pathsIn } from "../../cluster/api/paths.ts";
import type { ProxyService } from "./proxy-service.ts";

/** What became of a question: the proxy's own answer, or why there is none. */
export type ProxyAnswer =
  | { from: "proxy"; status: number; type: string; body: string }
  | { from: "cluster"; status: number; why: string };

const refusal = z.object({ kind: z.literal("Status"), message: z.string().default("") });

/** Longer than the proxy itself waits for a build before it answers 408. */
const buildMs = 45_000;

/** Asks the module proxy through the API server, as Deno would ask it from a pod. */
export async function askProxy(
  kube: Kube,
  { name, namespace, port }: ProxyService,
  path: string,
): Promise<ProxyAnswer> {
  const answer = await kube.send({
    path: `${pathsIn(namespace).services.one(`${name}:${port}`)}/proxy${path.split("?")[0]}`,
    query: Object.fromEntries(new URLSearchParams(path.split("?")[1] ?? "")),
    headers: { "User-Agent": "Deno/2.9.6", Accept: "*/*" },
    timeoutMs: buildMs,
  });
  const { status, body } = answer;
  const type = answer.headers["content-type"] ?? "";
  const why = status >= 400 ? clusterSays(body) : undefined;
  return why === undefined ? { from: "proxy", status, type, body } : { from: "cluster", status, why };
}

function clusterSays(body: string): string | undefined {
  if (!body.startsWith("{")) return body.startsWith("Error trying to reach service") ? body.trim() : undefined;
  try {
    return refusal.safeParse(JSON.parse(body)).data?.message;
  } catch {
    return undefined;
  }
}
