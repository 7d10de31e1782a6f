import { TentacularError } from "../../errors.ts";
import { askEngine, type EngineAnswer } from "../api/ask-engine.ts";
import type { Kube } from "../api/kube.ts";
import { workflowNotReady } from "../look/workflow-not-ready.ts";
import { workflowUnknown } from "../look/workflow-unknown.ts";

/** How the engine of a workflow can be reached from here. */
export type Way = { by: "proxy" } | { by: "exec"; because: string };

/**
 * Proves the way through the API server's proxy with a cheap question, before anything is sent that must not be sent
 * twice. Exec is the way out where the proxy is forbidden or the control plane cannot reach pods.
 */
export async function findWay(kube: Kube, workflow: string): Promise<Way> {
  const answer = await askEngine(kube, { service: workflow }, { path: "/health", timeoutMs: 5000 }).catch(hung);
  if (answer === undefined) return { by: "exec", because: "the proxy of the cluster does not answer" };
  if (answer.from === "engine") return { by: "proxy" };
  if (answer.status === 403) return { by: "exec", because: "the proxy is forbidden" };
  if (answer.status === 404) throw await workflowUnknown(kube, workflow, "Service");
  if (answer.body.includes("no endpoints available")) throw workflowNotReady(kube, workflow);
  return { by: "exec", because: `the proxy answers ${answer.status}` };
}

/** No answer in time may be the fault of the way to the pod; no connection at all is not. */
function hung(error: unknown): EngineAnswer | undefined {
  const cause = error instanceof TentacularError ? error.cause : undefined;
  if (cause instanceof Error && (cause.name === "TimeoutError" || cause.name === "AbortError")) return undefined;
  throw error;
}
