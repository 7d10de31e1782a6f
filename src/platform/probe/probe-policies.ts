import type { KubeObject } from "../../cluster/api/kube.ts";
import { type ProbeSide, probeMetadata } from "./probe-metadata.ts";
import { probePrograms } from "./probe-programs.ts";
import type { ProbeSetup } from "./probe-setup.ts";

/** Policies that let the caller reach one port of the listener, and names; one for each direction. */
export function probePolicies(setup: ProbeSetup): KubeObject[] {
  const { ports } = probePrograms;
  const peer = (side: ProbeSide) => [{ podSelector: { matchLabels: probeMetadata(setup, side).labels } }];
  const tcp = (...numbers: number[]) => numbers.map((port) => ({ protocol: "TCP", port }));
  const names = { ports: [{ protocol: "UDP", port: 53 }, ...tcp(53)] };
  const outside = setup.dialPorts.length > 0 ? [{ ports: tcp(...setup.dialPorts) }] : [];
  return [
    policy(setup, "listener", {
      policyTypes: ["Ingress"],
      ingress: [{ from: peer("caller"), ports: tcp(ports.open, ports.noEgress) }],
    }),
    policy(setup, "caller", {
      policyTypes: ["Egress"],
      egress: [{ to: peer("listener"), ports: tcp(ports.open, ports.noIngress) }, names, ...outside],
    }),
  ];
}

function policy(setup: ProbeSetup, side: ProbeSide, rules: object): KubeObject {
  const metadata = probeMetadata(setup, side);
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata,
    spec: { podSelector: { matchLabels: metadata.labels }, ...rules },
  };
}
