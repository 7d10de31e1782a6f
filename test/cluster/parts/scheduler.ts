import type { Part } from "../part.ts";
import { probe } from "../probe.ts";

/** Places pods on the one node, if they fit. */
export const scheduler: Part = {
  name: "scheduler",
  after: ["api-server"],
  programs: ["kube-scheduler"],
  command: (site) => [
    site.program("kube-scheduler"),
    `--kubeconfig=${site.file("pki/scheduler.kubeconfig")}`,
    `--bind-address=${site.nodeIp}`,
    `--tls-cert-file=${site.file("pki/serving.crt")}`,
    `--tls-private-key-file=${site.file("pki/serving.key")}`,
    "--leader-elect=false",
  ],
  ready: (site) => probe(site, `https://${site.nodeIp}:10259/healthz`),
};
