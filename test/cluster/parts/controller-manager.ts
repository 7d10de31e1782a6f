import type { Part } from "../part.ts";
import { probe } from "../probe.ts";

/** The controllers. The one node has a fixed range of pod addresses, so none are handed out. */
export const controllerManager: Part = {
  name: "controller-manager",
  after: ["api-server"],
  programs: ["kube-controller-manager"],
  command: (site) => [
    site.program("kube-controller-manager"),
    `--kubeconfig=${site.file("pki/controller-manager.kubeconfig")}`,
    `--bind-address=${site.nodeIp}`,
    `--tls-cert-file=${site.file("pki/serving.crt")}`,
    `--tls-private-key-file=${site.file("pki/serving.key")}`,
    `--flex-volume-plugin-dir=${site.file("volume-plugins")}`,
    "--leader-elect=false",
    "--allocate-node-cidrs=false",
    // Its usual 20 requests a second hold every controller back for 5 s at the start.
    "--kube-api-qps=500",
    "--kube-api-burst=1000",
    "--use-service-account-credentials=true",
    `--root-ca-file=${site.file("pki/ca.crt")}`,
    `--service-account-private-key-file=${site.file("pki/service-accounts.key")}`,
    `--cluster-signing-cert-file=${site.file("pki/ca.crt")}`,
    `--cluster-signing-key-file=${site.file("pki/ca.key")}`,
  ],
  ready: (site) => probe(site, `https://${site.nodeIp}:10257/healthz`),
};
