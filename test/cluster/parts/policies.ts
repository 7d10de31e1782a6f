import type { Part } from "../part.ts";
import { probe } from "../probe.ts";

/** Enforces network policies, by rules in the cluster's network namespace that go with it. */
export const policies: Part = {
  name: "policies",
  after: ["kubelet", "proxy"],
  programs: ["policies"],
  command: (site) => [
    site.program("policies"),
    `--kubeconfig=${site.file("pki/policies.kubeconfig")}`,
    `--hostname-override=${site.name}`,
    `--service-cluster-ip-range=${site.serviceRange}`,
    `--health-address=${site.nodeIp}:20244`,
  ],
  ready: (site) => probe(site, `http://${site.nodeIp}:20244/healthz`),
};
