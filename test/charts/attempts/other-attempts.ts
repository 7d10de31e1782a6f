import type { Attempt } from "./attempt.ts";
import { sly as own } from "./sly.ts";

const metadata = { name: "sly", labels: own };

const service = (spec: object) => ({
  apiVersion: "v1",
  kind: "Service",
  metadata,
  spec: { ports: [{ port: 80 }], ...spec },
});

const kept = (apiVersion: string, kind: string, more: object = {}) => ({
  what: `a ${kind} that nobody can remove`,
  object: { apiVersion, kind, metadata: { ...metadata, finalizers: ["example.com/never"] }, ...more },
  refusal: /get no finalizers/,
});

/** Services and Secrets that would open a door elsewhere, and objects that would stay for ever. */
export const otherAttempts: Attempt[] = [
  kept("v1", "ConfigMap"),
  kept("v1", "Secret"),
  kept("v1", "ServiceAccount"),
  kept("v1", "Service", { spec: { ports: [{ port: 80 }], selector: own } }),
  kept("coordination.k8s.io/v1", "Lease"),
  {
    what: "a port on every node",
    object: service({ type: "NodePort", selector: own }),
    refusal: /inside the cluster only/,
  },
  {
    what: "a load balancer",
    object: service({ type: "LoadBalancer", selector: own }),
    refusal: /inside the cluster only/,
  },
  {
    what: "a name for another place",
    object: service({ type: "ExternalName", externalName: "metadata.example" }),
    refusal: /inside the cluster only/,
  },
  {
    what: "an address of somebody else",
    object: service({ externalIPs: ["203.0.113.9"], selector: own }),
    refusal: /inside the cluster only/,
  },
  { what: "a Service of no pods", object: service({}), refusal: /selects the pods of its workflow/ },
  {
    what: "a token that never ends",
    object: {
      apiVersion: "v1",
      kind: "Secret",
      type: "kubernetes.io/service-account-token",
      metadata: { ...metadata, annotations: { "kubernetes.io/service-account.name": "default" } },
    },
    refusal: /Tokens of service accounts are not to be had/,
  },
];
