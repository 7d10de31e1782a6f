import { isForbidden } from "../../workflow/addresses/is-forbidden.ts";
import { isLoopback } from "../../workflow/addresses/is-loopback.ts";
import { rangeOf } from "../../workflow/addresses/range-of.ts";
import type { Way } from "../../workflow/reach/way.ts";
import { addressPeer } from "./address-peer.ts";
import { clusterHost } from "./cluster-host.ts";
import { namespaceNamed } from "./namespace-named.ts";
import type { ClosedRange, EgressRule, ServiceName } from "./network.ts";
import { publicPeers } from "./public-peers.ts";

/** The rule that opens one way, but for what the platform closes; none for what stays in the pod. */
export function egressRule(way: Way, closed: readonly ClosedRange[] = []): EgressRule[] {
  const { source, reason, host, cidrs } = way;
  if (host !== undefined && (isLoopback(host) || isForbidden(host))) return [];
  const told = { reason, source, ...(host === undefined ? {} : { host }) };
  const { ports } = way;
  if (cidrs) return [{ to: cidrs.map((cidr) => addressPeer(cidr, closed)), ports, ...told }];
  const service = host === undefined ? undefined : clusterHost(host);
  if (service) return [{ ...toService(service, way), ...told }];
  return [{ to: host !== undefined && rangeOf(host) ? [addressPeer(host)] : publicPeers(closed), ports, ...told }];
}

/** A policy sees connections when the Service's name and port have become those of a pod. */
function toService(service: ServiceName, way: Way): Pick<EgressRule, "to" | "ports" | "hostPorts" | "service"> {
  const { podSelector, podPort } = way;
  const lacks = [
    ...(podSelector === undefined ? ["pods" as const] : []),
    ...(podPort === undefined ? ["ports" as const] : []),
  ];
  const namespace = service.namespace === undefined ? {} : { namespace: namespaceNamed(service.namespace) };
  return {
    to: [{ ...namespace, pods: podSelector ?? {} }],
    ...(podPort === undefined
      ? { ports: way.ports }
      : { ports: [{ port: podPort, protocol: "TCP" }], hostPorts: way.ports }),
    ...(lacks.length === 0 ? {} : { service: { ...service, lacks } }),
  };
}
