import type { Kube } from "../../cluster/api/kube.ts";
import { pathsIn } from "../../cluster/api/paths.ts";
import { statusIn } from "../../cluster/api/status-in.ts";
import type { ServiceAddress } from "../../cluster/modules/service-of.ts";
import { asDeno } from "../../modules/http-source.ts";

/** What became of a question: the proxy's own answer, or why the API server could not ask. */
export type ProxyAnswer =
  | { from: "proxy"; status: number; type: string; body: string }
  | { from: "cluster"; status: number; why: string };

/** Longer than the proxy itself waits for a build before it answers 408. */
const buildMs = 45_000;

/** Asks the module proxy through the API server, as Deno would ask it from a pod. */
export async function askProxy(
  kube: Kube,
  { service, namespace, port }: ServiceAddress,
  { path, query = {} }: { path: string; query?: Record<string, string> },
): Promise<ProxyAnswer> {
  const base = `${pathsIn(namespace).services.one(`${service}:${port}`)}/proxy`;
  const headers = { ...asDeno, Accept: "*/*" };
  const answer = await kube.send({ path: `${base}${path}`, query, headers, timeoutMs: buildMs });
  const { status, body } = answer;
  const refused = statusIn(answer)?.message ?? (body.startsWith("Error trying to reach service") ? body : undefined);
  if (refused !== undefined) return { from: "cluster", status, why: refused.trim().replace(/\.$/, "") };
  return { from: "proxy", status, type: answer.headers["content-type"] ?? "", body };
}
