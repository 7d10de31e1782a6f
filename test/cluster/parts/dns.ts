import { z } from "zod";
import { pathsIn } from "../../../src/cluster/api/paths.ts";
import { corednsImage } from "../images/coredns-image.ts";
import { hosts } from "../internet/addresses.ts";
import type { Part } from "../part.ts";
import { readObject } from "../read-object.ts";
import type { Site } from "../site.ts";

const name = "coredns";
const namespace = "kube-system";
const labels = { "k8s-app": "kube-dns" };

/** Names of Services, from a pod as in any cluster, and those of our internet; other names are refused at once. */
export const dns: Part = {
  name: "dns",
  after: ["kubelet", "controller-manager", "scheduler", "proxy"],
  programs: [],
  objects: (site) => [account, role, binding, configuration, deployment, service(site)],
  ready: async (site) =>
    (await readObject(site, pathsIn(namespace).deployments.one(name), replicas))?.status.readyReplicas === 1,
};

const replicas = z.object({ status: z.object({ readyReplicas: z.number().default(0) }) });

const account = { apiVersion: "v1", kind: "ServiceAccount", metadata: { name, namespace } };

const role = {
  apiVersion: "rbac.authorization.k8s.io/v1",
  kind: "ClusterRole",
  metadata: { name },
  rules: [
    { apiGroups: [""], resources: ["services", "namespaces", "pods"], verbs: ["list", "watch"] },
    { apiGroups: ["discovery.k8s.io"], resources: ["endpointslices"], verbs: ["list", "watch"] },
  ],
};

const binding = {
  apiVersion: "rbac.authorization.k8s.io/v1",
  kind: "ClusterRoleBinding",
  metadata: { name },
  roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name },
  subjects: [{ kind: "ServiceAccount", name, namespace }],
};

const configuration = {
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name, namespace },
  data: {
    Corefile: `.:53 {
  errors
  ready
  cache 5
  hosts {
    ${Object.entries(hosts)
      .map(([host, address]) => `${address} ${host}`)
      .join("\n    ")}
    fallthrough
  }
  kubernetes cluster.local in-addr.arpa {
    ttl 5
  }
}
`,
  },
};

const deployment = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name, namespace },
  spec: {
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: {
        serviceAccountName: name,
        dnsPolicy: "Default",
        containers: [
          {
            name,
            image: corednsImage.name,
            imagePullPolicy: "Never",
            args: ["-conf", "/etc/coredns/Corefile"],
            ports: [
              { containerPort: 53, protocol: "UDP" },
              { containerPort: 53, protocol: "TCP" },
            ],
            readinessProbe: { httpGet: { path: "/ready", port: 8181 }, periodSeconds: 1 },
            resources: { requests: { cpu: "10m", memory: "32Mi" }, limits: { memory: "170Mi" } },
            volumeMounts: [{ name: "config", mountPath: "/etc/coredns" }],
          },
        ],
        volumes: [{ name: "config", configMap: { name } }],
      },
    },
  },
};

const service = (site: Site) => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "kube-dns", namespace, labels },
  spec: {
    clusterIP: site.dnsIp,
    selector: labels,
    ports: [
      { name: "dns", port: 53, protocol: "UDP" },
      { name: "dns-tcp", port: 53, protocol: "TCP" },
    ],
  },
});
