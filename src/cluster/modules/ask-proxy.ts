import { asDeno } from "../../modules/http-source.ts";
import type { Kube } from "../api/kube.ts";
import { statusIn } from "../api/status-in.ts";
import type { KubeAnswer } from "../api/transport.ts";
import { proxyPath } from "./proxy-path.ts";
import type { ServiceAddress } from "./service-of.ts";

/** What became of a question: the proxy's own answer, or with `refused` why the API server could not ask. */
export type ProxyAnswer = KubeAnswer & { refused?: string };

/** Longer than the proxy itself waits for a build before it answers 408. */
const timeoutMs = 60_000;

/**
 * Asks the module proxy through the API server, as Deno would ask it from a pod.
 *
 * @param path with its query, e.g. `/zod@3.25.76?target=denonext`
 */
export async function askProxy(kube: Kube, address: ServiceAddress, path: string): Promise<ProxyAnswer> {
  const headers = { ...asDeno, Accept: "*/*" };
  const answer = await kube.send({ path: `${proxyPath(address)}${path}`, headers, timeoutMs });
  const { body } = answer;
  const refused = statusIn(answer)?.message ?? (body.startsWith("Error trying to reach service") ? body : undefined);
  return refused === undefined ? answer : { ...answer, refused: refused.trim().replace(/\.$/, "") };
}
