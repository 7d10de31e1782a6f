import type { Part } from "../part.ts";
import { readField } from "../read-field.ts";
import type { Site } from "../site.ts";

/** Runs the pods of the one node. It counts as ready when the node does. */
export const kubelet: Part = {
  name: "kubelet",
  after: ["api-server", "images"],
  programs: ["kubelet"],
  files: (site) => ({
    "kubelet.json": `${JSON.stringify(config(site), undefined, 2)}\n`,
    "resolv.conf": "# Pods ask the cluster's DNS; there is nobody behind it.\n",
  }),
  command: (site) => [
    site.program("kubelet"),
    `--config=${site.file("kubelet.json")}`,
    `--kubeconfig=${site.file("pki/node.kubeconfig")}`,
    `--hostname-override=${site.name}`,
    `--node-ip=${site.nodeIp}`,
    `--root-dir=${site.file("kubelet")}`,
    `--cert-dir=${site.file("pki")}`,
  ],
  ready: async (site) =>
    (await readField(site, ["node", site.name], "{.status.conditions[?(@.type=='Ready')].status}")) === "True",
};

const config = (site: Site) => ({
  apiVersion: "kubelet.config.k8s.io/v1beta1",
  kind: "KubeletConfiguration",
  authentication: {
    anonymous: { enabled: false },
    webhook: { enabled: true },
    x509: { clientCAFile: site.file("pki/ca.crt") },
  },
  authorization: { mode: "Webhook" },
  tlsCertFile: site.file("pki/serving.crt"),
  tlsPrivateKeyFile: site.file("pki/serving.key"),
  healthzBindAddress: site.nodeIp,
  containerRuntimeEndpoint: `unix://${site.containerdSocket}`,
  clusterDNS: [site.dnsIp],
  clusterDomain: "cluster.local",
  resolvConf: site.file("resolv.conf"),
  podLogsDir: site.file("pod-logs"),
  volumePluginDir: site.file("volume-plugins"),
  cgroupDriver: "cgroupfs",
  cgroupRoot: `/${site.scope}`,
  failCgroupV1: false,
  failSwapOn: false,
  oomScoreAdj: 0,
  makeIPTablesUtilChains: false,
  serializeImagePulls: false,
  registryPullQPS: 0,
  // A nearly full disk of the developer must not evict the pods of a test.
  evictionHard: { "memory.available": "100Mi", "nodefs.available": "1%", "imagefs.available": "1%" },
  imageGCHighThresholdPercent: 100,
  imageGCLowThresholdPercent: 99,
});
