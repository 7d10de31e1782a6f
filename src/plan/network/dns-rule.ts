import { addressPeer } from "./address-peer.ts";
import { namespaceNamed } from "./namespace-named.ts";
import type { EgressRule, Labels } from "./network.ts";

/** Where the cluster's DNS answers, as far as it is not where most clusters have it. */
export type Dns = {
  /** @default "kube-system" */
  namespace?: string | undefined;
  /** @default { "k8s-app": "kube-dns" } */
  podSelector?: Labels | undefined;
  /** Port of the pods, which the Service may hide. @default 53 */
  port?: number | undefined;
  /** Addresses as well, e.g. those of a DNS cache on each node. @default none */
  cidrs?: string[] | undefined;
};

/** DNS of the cluster, and no other. */
export function dnsRule({ namespace = "kube-system", podSelector, port = 53, cidrs = [] }: Dns = {}): EgressRule {
  return {
    to: [
      { namespace: namespaceNamed(namespace), pods: podSelector ?? { "k8s-app": "kube-dns" } },
      ...cidrs.map((cidr) => addressPeer(cidr)),
    ],
    ports: [...new Set([53, port])].flatMap((each) => [
      { port: each, protocol: "UDP" as const },
      { port: each, protocol: "TCP" as const },
    ]),
    reason: "the cluster's DNS",
    source: "dns",
  };
}
