import type { ModulesPlan } from "../../modules/modules-plan.ts";
import type { Way } from "../../workflow/reach/way.ts";
import { clusterHost } from "./cluster-host.ts";
import { egressRule } from "./egress-rule.ts";
import type { ClosedRange, EgressRule } from "./network.ts";

/** The ways to what pods load modules from when they start. Node code itself may not use them: Deno sees to that. */
export function moduleRules(modules: ModulesPlan, closed: readonly ClosedRange[] = []): EgressRule[] {
  const { mode, proxy, registries = {} } = modules;
  if (mode === "bundled") return [];
  const ways =
    mode === "mirror"
      ? [registries.npm, registries.jsr].flatMap((url) => (url ? wayTo(url) : []))
      : proxy === undefined
        ? []
        : [wayTo(proxy, labelsOfProxy(proxy))];
  return ways.flatMap((way) => egressRule(way, closed));
}

/** The system chart names the proxy's pods as its Service; a proxy outside of the cluster has none. */
function labelsOfProxy(url: string): Record<string, string> | undefined {
  const service = clusterHost(new URL(url).hostname);
  return service && { "app.kubernetes.io/name": service.name };
}

function wayTo(url: string, podSelector?: Record<string, string>): Way {
  const { hostname, port, protocol } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, "");
  const number = Number(port) || (protocol === "http:" ? 80 : 443);
  return {
    source: "modules",
    reason: "modules",
    host,
    ports: [{ port: number, protocol: "TCP" }],
    ...(podSelector === undefined ? {} : { podSelector }),
  };
}
