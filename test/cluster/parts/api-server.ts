import type { Part } from "../part.ts";
import { probe } from "../probe.ts";

/** The API, with the admission that a real cluster has: Pod Security, node restriction, RBAC. */
export const apiServer: Part = {
  name: "api-server",
  after: ["etcd"],
  programs: ["kube-apiserver"],
  command: (site) => [
    site.program("kube-apiserver"),
    `--advertise-address=${site.nodeIp}`,
    "--secure-port=6443",
    "--etcd-servers=http://127.0.0.1:2379",
    "--authorization-mode=Node,RBAC",
    "--enable-admission-plugins=NodeRestriction",
    "--allow-privileged=true",
    `--service-cluster-ip-range=${site.serviceRange}`,
    `--client-ca-file=${site.file("pki/ca.crt")}`,
    `--tls-cert-file=${site.file("pki/serving.crt")}`,
    `--tls-private-key-file=${site.file("pki/serving.key")}`,
    `--kubelet-certificate-authority=${site.file("pki/ca.crt")}`,
    // The node's name is known to nobody outside the cluster.
    "--kubelet-preferred-address-types=InternalIP",
    `--kubelet-client-certificate=${site.file("pki/admin.crt")}`,
    `--kubelet-client-key=${site.file("pki/admin.key")}`,
    "--service-account-issuer=https://kubernetes.default.svc.cluster.local",
    `--service-account-key-file=${site.file("pki/service-accounts.key")}`,
    `--service-account-signing-key-file=${site.file("pki/service-accounts.key")}`,
  ],
  ready: (site) => probe(site, `${site.apiUrl}/readyz`),
};
