import type { Kube } from "./kube.ts";
import { pathsIn } from "./paths.ts";
import { statusIn } from "./status-in.ts";
import type { KubeAnswer, KubeRequest } from "./transport.ts";

/** What is asked of a workflow's engine. */
export type EngineRequest = Pick<KubeRequest, "method" | "headers" | "body" | "timeoutMs" | "signal"> & {
  path: string;
};

/** An answer, and who gave it: the engine itself, or the API server that could not or would not pass the question on. */
export type EngineAnswer = { from: "engine" | "cluster"; status: number; headers: KubeAnswer["headers"]; body: string };

/** Asks the engine of a workflow through the API server's proxy: of its Service, or of one of its pods. */
export async function askEngine(
  kube: Kube,
  target: { service: string } | { pod: string },
  request: EngineRequest,
): Promise<EngineAnswer> {
  const paths = pathsIn(kube.namespace);
  const base =
    "service" in target ? paths.services.one(`${target.service}:8080`) : paths.pods.one(`${target.pod}:8080`);
  const answer = await kube.send({ ...request, path: `${base}/proxy${request.path}` });
  return { from: statusIn(answer) ? "cluster" : "engine", ...answer };
}
