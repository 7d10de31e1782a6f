import type { EgressRule, IngressRule, Network, Peer, PolicyPort } from "./network.ts";
import { targetsOf } from "./targets-of.ts";

type WayOut = { to: Peer[]; ports: PolicyPort[]; reason: string };
type WayIn = { from: Peer[]; ports: PolicyPort[]; reason: string };

/** What the chart's NetworkPolicies say: rules that are alike to a policy become one. */
export type PolicyValues = {
  contract: Network["contract"];
  hosts: string[];
  egress: WayOut[];
  ingress: WayIn[];
  triggerEgress: WayOut[];
};

/** The network as values of the chart. */
export function policyOf({ contract, egress, ingress, triggerEgress }: Network): PolicyValues {
  return {
    contract,
    hosts: [...new Set(egress.flatMap(targetsOf))],
    egress: merged(egress.map(wayOut)),
    ingress: merged(ingress.map(wayIn)),
    triggerEgress: merged(triggerEgress.map(wayOut)),
  };
}

function wayOut({ to, ports, reason, host }: EgressRule): WayOut {
  return { to, ports, reason: host === undefined || reason.includes(host) ? reason : `${reason}: ${host}` };
}

function wayIn({ from, ports, reason }: IngressRule): WayIn {
  return { from, ports, reason };
}

/** A policy cannot tell two public hosts on one port; one rule says so more honestly than two. */
function merged<T extends { ports: PolicyPort[]; reason: string }>(rules: readonly T[]): T[] {
  const byEffect = new Map<string, T>();
  for (const rule of rules) {
    const effect = JSON.stringify({ ...rule, reason: "" });
    const same = byEffect.get(effect);
    byEffect.set(effect, same ? { ...same, reason: `${same.reason}; ${rule.reason}` } : rule);
  }
  return [...byEffect.values()];
}
