import type { Part } from "../part.ts";
import { probe } from "../probe.ts";
import type { Site } from "../site.ts";

/** Makes Services reachable. */
export const proxy: Part = {
  name: "proxy",
  after: ["api-server"],
  programs: ["kube-proxy"],
  files: (site) => ({ "proxy.json": `${JSON.stringify(config(site), undefined, 2)}\n` }),
  command: (site) => [
    site.program("kube-proxy"),
    `--config=${site.file("proxy.json")}`,
    `--hostname-override=${site.name}`,
  ],
  ready: (site) => probe(site, `http://${site.nodeIp}:10256/livez`),
};

const config = (site: Site) => ({
  apiVersion: "kubeproxy.config.k8s.io/v1alpha1",
  kind: "KubeProxyConfiguration",
  mode: "nftables",
  // A test that waits for a Ready pod may use its Service at once; the usual second of batching would refuse it.
  nftables: { minSyncPeriod: "50ms" },
  clusterCIDR: site.podRange,
  clientConnection: { kubeconfig: site.file("pki/proxy.kubeconfig") },
  healthzBindAddress: `${site.nodeIp}:10256`,
  metricsBindAddress: `${site.nodeIp}:10249`,
  // Lowering the score, and raising the machine's limit, need capabilities that a container lacks.
  oomScoreAdj: 0,
  conntrack: { maxPerCore: 0 },
});
