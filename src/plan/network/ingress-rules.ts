import type { Contract, WorkflowSpec } from "../../workflow/spec.ts";
import { addressPeer } from "./address-peer.ts";
import { namespaceNamed } from "./namespace-named.ts";
import type { IngressRule, Peer } from "./network.ts";
import { ownPods } from "./own-pods.ts";

type Caller = NonNullable<NonNullable<Contract["networkPolicy"]>["ingress"]>[number];

/**
 * Who may call the engine. Probes need no rule: every network lets a pod's own node in. A control plane elsewhere, which
 * `tntc run` goes through, has to be named.
 */
export function ingressRules({ name, contract }: WorkflowSpec, apiServers: readonly string[] = []): IngressRule[] {
  const policy = contract?.networkPolicy;
  const path = "contract.networkPolicy";
  const planes = [...new Set([...(policy?.apiServerCIDRs ?? []), ...apiServers])];
  return [
    rule([ownPods(name, "trigger")], "ticks and the helm test of the workflow", "triggers"),
    ...(planes.length === 0
      ? []
      : [
          rule(
            planes.map((cidr) => addressPeer(cidr)),
            "the API server, for tntc run",
            "apiServerCIDRs",
          ),
        ]),
    ...(policy?.ingress ?? []).map((caller, index) =>
      rule([peerOf(caller)], caller.reason?.replace(/\s+/g, " ") ?? "declared caller", `${path}.ingress[${index}]`),
    ),
  ];
}

function rule(from: Peer[], reason: string, source: string): IngressRule {
  return { from, ports: [{ port: 8080, protocol: "TCP" }], reason, source };
}

function peerOf({ fromCIDR, namespace, podSelector = {} }: Caller): Peer {
  if (fromCIDR !== undefined) return addressPeer(fromCIDR);
  return { ...(namespace === undefined ? {} : { namespace: namespaceNamed(namespace) }), pods: podSelector };
}
