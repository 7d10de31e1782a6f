import type { ModulesPlan } from "../../modules/modules-plan.ts";
import { waysOf } from "../../workflow/reach/ways-of.ts";
import type { WorkflowSpec } from "../../workflow/spec.ts";
import { type Dns, dnsRule } from "./dns-rule.ts";
import { egressRule } from "./egress-rule.ts";
import { ingressRules } from "./ingress-rules.ts";
import { moduleRules } from "./module-rules.ts";
import { moreThanReserved } from "./more-than-reserved.ts";
import type { ClosedRange, EgressRule, Network } from "./network.ts";
import { ownPods } from "./own-pods.ts";
import { publicPeers } from "./public-peers.ts";

/** What the cluster and its users add to a workflow's own words. */
export type NetworkOptions = {
  /** Where the cluster's DNS answers. @default pods `k8s-app: kube-dns` of kube-system, port 53 */
  dns?: Dns | undefined;
  /** Where a control plane outside of the nodes calls from. @default none */
  apiServerCIDRs?: string[] | undefined;
  /** What the platform closes to all workflows, over and above private and link-local ranges. @default nothing */
  closed?: ClosedRange[] | undefined;
  /** Where pods load modules from when they start. @default nowhere */
  modules?: ModulesPlan | undefined;
};

/**
 * Who a workflow's pods may talk to, in both directions; everything else is refused, also when this is empty. Pure.
 *
 * @example
 * const { egress } = networkOf(spec);
 */
export function networkOf(spec: WorkflowSpec, options: NetworkOptions = {}): Network {
  const dns = dnsRule(options.dns);
  const closed = moreThanReserved(options.closed);
  return {
    contract: spec.contract ? "declared" : "none",
    ...(closed.length === 0 ? {} : { closed }),
    egress: [
      dns,
      ...(options.modules ? moduleRules(options.modules, closed) : []),
      ...waysOf(spec).flatMap((way) => egressRule(way, closed)),
      ...(spec.contract ? [] : [publicWeb(closed)]),
    ],
    ingress: ingressRules(spec, options.apiServerCIDRs),
    triggerEgress: [dns, toEngine(spec.name)],
  };
}

/** A workflow from the time before contracts still reaches the web, and nothing inside. */
function publicWeb(closed: readonly ClosedRange[]): EgressRule {
  return {
    to: publicPeers(closed),
    ports: [
      { port: 80, protocol: "TCP" },
      { port: 443, protocol: "TCP" },
    ],
    reason: "no contract: public addresses only",
    source: "contract",
  };
}

function toEngine(workflow: string): EgressRule {
  return {
    to: [ownPods(workflow, "engine")],
    ports: [{ port: 8080, protocol: "TCP" }],
    reason: "the engine of the workflow",
    source: "triggers",
  };
}
