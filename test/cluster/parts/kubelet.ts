import { z } from "zod";
import type { Part } from "../part.ts";
import { readObject } from "../read-object.ts";
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
  async ready(site) {
    const found = await readObject(site, `/api/v1/nodes/${site.name}`, node);
    return found?.status.conditions.some(({ type, status }) => type === "Ready" && status === "True") ?? false;
  },
};

const condition = z.object({ type: z.string(), status: z.string() });
const node = z.object({ status: z.object({ conditions: z.array(condition).default([]) }) });

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
  // As docs/platform.md advises: a pod itself has no limit of processes.
  podPidsLimit: 1024,
  // A nearly full disk of the developer must not evict the pods of a test.
  evictionHard: { "memory.available": "100Mi", "nodefs.available": "1%", "imagefs.available": "1%" },
  imageGCHighThresholdPercent: 100,
  imageGCLowThresholdPercent: 99,
});
