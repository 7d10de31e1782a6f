import type { Part } from "../part.ts";
import { probe } from "../probe.ts";

/** Makes Services reachable. The OOM score stays as it is: lowering it needs a capability that a container lacks. */
export const proxy: Part = {
  name: "proxy",
  after: ["api-server"],
  programs: ["kube-proxy"],
  command: (site) => [
    site.program("kube-proxy"),
    `--kubeconfig=${site.file("pki/proxy.kubeconfig")}`,
    `--hostname-override=${site.name}`,
    "--proxy-mode=nftables",
    `--cluster-cidr=${site.podRange}`,
    `--healthz-bind-address=${site.nodeIp}:10256`,
    `--metrics-bind-address=${site.nodeIp}:10249`,
    "--oom-score-adj=0",
    "--conntrack-max-per-core=0",
  ],
  ready: (site) => probe(site, `http://${site.nodeIp}:10256/livez`),
};
