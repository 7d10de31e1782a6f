import type { PortSpec } from "../../workflow/spec.ts";

export type Labels = Record<string, string>;

/** A range of addresses without some ranges in it. */
export type AddressPeer = { cidr: string; except?: string[] };

/** A range that no rule for wider addresses opens, and who says so. */
export type ClosedRange = { cidr: string; reason: string };

/** Pods by their labels, none for all of them; in the namespace with these labels, or in the workflow's own. */
export type PodPeer = { namespace?: Labels; pods: Labels };

export type Peer = AddressPeer | PodPeer;

/** A port of a pod may be named. */
export type PolicyPort = { port: number | string; protocol: PortSpec["protocol"] };

/** A Service whose pods a rule is meant for. A policy sees pods, so their labels and ports are looked up at deploy. */
export type ServiceName = {
  name: string;
  /** Absent: the workflow's own. */
  namespace?: string;
};

/** One way out of the pods. No ports means any port. */
export type EgressRule = {
  to: Peer[];
  ports: PolicyPort[];
  /** For people, on one line. */
  reason: string;
  /** The key that opens it, or the part of the system that needs it: `dns`, `modules`. */
  source: string;
  /** The declared host. A policy knows only addresses; Deno's permissions and, later, an egress gateway know this. */
  host?: string;
  /** Ports as clients of the host name them, where those of the pods behind it differ. */
  hostPorts?: PolicyPort[];
  /** Present while something about the Service's pods is not known. */
  service?: UnknownService;
};

/** A Service of which something is still to be looked up, or could not be found out. */
export type UnknownService = ServiceName & {
  lacks: ("pods" | "ports")[];
  /** What the look at the cluster came to; absent before it. */
  found?: "missing" | "hidden" | "no-selector" | { elsewhere: string };
};

/** One way in. */
export type IngressRule = { from: Peer[]; ports: PolicyPort[]; reason: string; source: string };

/** All that a workflow's pods may connect to and be called by; what is not here is refused. */
export type Network = {
  contract: "declared" | "none";
  /** What the platform closes besides what is not public anyway; absent where it closes nothing more. */
  closed?: ClosedRange[];
  egress: EgressRule[];
  ingress: IngressRule[];
  /** Ways out of the small pods beside the engine: ticks and the helm test. Nobody may call those. */
  triggerEgress: EgressRule[];
};
