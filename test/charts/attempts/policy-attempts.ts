import { rangeText } from "../../../src/workflow/addresses/range-text.ts";
import { reserved } from "../../../src/workflow/addresses/reserved.ts";
import type { Attempt } from "./attempt.ts";
import type { Thing } from "./collection-of.ts";
import { sly } from "./sly.ts";

const pods = { matchLabels: sly };
const ports = [{ port: 443, protocol: "TCP" }];
const named = (namespace: string) => ({ matchLabels: { "kubernetes.io/metadata.name": namespace } });
const block = (cidr: string, except: string[] = []) => [{ to: [{ ipBlock: { cidr, except } }], ports }];
const to = (peer: object) => [{ to: [peer], ports }];

const anyName = { matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "Exists" }] };
const elsewhere = { namespaceSelector: named("argocd"), podSelector: { matchLabels: { app: "repo" } } };

const closed = /Addresses of the platform, private and link-local ones are closed/;
const labels = /names their labels/;
const platform = /DNS and the module proxy only/;

const ways = (system: string): [what: string, egress: object[], refusal: RegExp][] => [
  ["all addresses", block("0.0.0.0/0"), closed],
  [
    "metadata, though not private ranges",
    block("0.0.0.0/0", ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"]),
    closed,
  ],
  ["all addresses of IPv6", block("::/0"), closed],
  [
    "what this platform closes besides",
    block("0.0.0.0/0", reserved.filter(({ family }) => family === 4).map(rangeText)),
    closed,
  ],
  ["half of a closed range", block("0.0.0.0/0", ["10.0.0.0/9"]), closed],
  ["the metadata address", block("169.254.169.254/32"), closed],
  ["the API server's Service", block("10.96.0.1/32"), closed],
  ["everybody, by no name", [{}], /names whom it leads to/],
  ["any port of pods, by a protocol alone", [{ to: [elsewhere], ports: [{ protocol: "TCP" }] }], /and the ports/],
  ["many ports at once", [{ to: [elsewhere], ports: [{ port: 1, endPort: 65535 }] }], /one by one/],
  ["pods of a namespace that is not among the open ones", to(elsewhere), /reaches data only/],
  ["any port of an address", [{ to: [{ ipBlock: { cidr: "203.0.113.10/32" } }] }], /and the ports/],
  ["the pods of every namespace", to({ namespaceSelector: {}, podSelector: pods }), labels],
  ["the pods of every namespace that has a name", to({ namespaceSelector: anyName, podSelector: pods }), labels],
  ["all pods of a namespace", to({ namespaceSelector: named("default") }), labels],
  ["all pods of this namespace", to({ podSelector: {} }), labels],
  ["the platform's pods", to({ namespaceSelector: named("kube-system"), podSelector: pods }), platform],
  ["the system's other pods", to({ namespaceSelector: named(system), podSelector: pods }), platform],
];

const doors: [what: string, from: object, refusal: RegExp][] = [
  ["the door to everybody", {}, /names who may come/],
  ["the door to every address", { from: [{ ipBlock: { cidr: "0.0.0.0/0" } }] }, /but not all of them/],
  [
    "the door to both halves of all addresses",
    { from: [{ ipBlock: { cidr: "0.0.0.0/1" } }, { ipBlock: { cidr: "128.0.0.0/1" } }] },
    /but not all of them/,
  ],
  ["the door to half of IPv6", { from: [{ ipBlock: { cidr: "2000::/3" } }] }, /but not all of them/],
  ["the door to every namespace", { from: [{ namespaceSelector: {} }] }, /names labels of pods/],
];

const others: [what: string, object: Thing, refusal: RegExp][] = [
  ["all pods", policy({ podSelector: {} }), /selects the pods of its own workflow/],
  [
    "another workflow's pods",
    policy({ podSelector: { matchLabels: { ...sly, "app.kubernetes.io/instance": "other" } } }),
    /selects the pods of its own workflow/,
  ],
  ["something for nobody's workflow", policy({}, {}), /Policies here are those of workflows/],
  [
    "something in the platform's name",
    policy({}, { ...sly, "app.kubernetes.io/part-of": "tentacular-system" }),
    /Policies here are those of workflows/,
  ],
];

/** Policies that would open more than a contract can. */
export function policyAttempts(system: string): Attempt[] {
  return [
    ...ways(system).map(([what, egress, refusal]) => ({ what, object: policy({ egress }), refusal })),
    ...doors.map(([what, from, refusal]) => ({ what, object: policy({ ingress: [from] }), refusal })),
    ...others.map(([what, object, refusal]) => ({ what, object, refusal })),
  ];
}

function policy(spec: object, own: object = sly): Thing {
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: "sly", labels: own },
    spec: { podSelector: pods, policyTypes: ["Ingress", "Egress"], ...spec },
  };
}
