import type { ModulesPlan } from "../../modules/modules-plan.ts";
import { clusterHost } from "./cluster-host.ts";
import { egressRule } from "./egress-rule.ts";
import type { EgressRule } from "./network.ts";

/** The ways to what pods load modules from when they start. Node code itself may not use them: Deno sees to that. */
export function moduleRules({ mode, proxy, registries = {} }: ModulesPlan): EgressRule[] {
  if (mode === "bundled") return [];
  if (mode === "mirror") return [registries.npm, registries.jsr].flatMap((url) => (url ? moduleRule(url) : []));
  return proxy === undefined ? [] : moduleRule(proxy, labelsOfProxy(proxy));
}

/** The system chart names the proxy's pods as its Service; a proxy outside of the cluster has none. */
function labelsOfProxy(url: string): Record<string, string> | undefined {
  const service = clusterHost(new URL(url).hostname);
  return service && { "app.kubernetes.io/name": service.name };
}

function moduleRule(url: string, podSelector?: Record<string, string>): EgressRule[] {
  const { hostname, port, protocol } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, "");
  const number = Number(port) || (protocol === "http:" ? 80 : 443);
  return egressRule({
    source: "modules",
    reason: "modules",
    host,
    ports: [{ port: number, protocol: "TCP" }],
    ...(podSelector === undefined ? {} : { podSelector }),
  });
}
