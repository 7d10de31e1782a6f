const sandbox = /run under RuntimeClass "gvisor"/;
const closed = /Addresses of the platform, private and link-local ones are closed/;
const deployment = { kind: "Deployment", name: "hello" };
const cronjob = { kind: "CronJob", name: "hello-cron" };
const policy = { kind: "NetworkPolicy", name: "hello-netpol" };
const service = { kind: "Service", name: "hello" };
const template = (spec: object, metadata: object = {}) => ({ spec: { template: { metadata, spec } } });
const lasting = { terminationGracePeriodSeconds: 315_360_000 };
const inNamespace = (name: string) => ({
  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } },
  podSelector: { matchLabels: { app: "repo" } },
});

/** Changes to what a deploy has made, each of them a hole: what it gets, the object, the patch, and the refusal. */
export const patches: [what: string, object: { kind: string; name: string }, patch: object, refusal: RegExp][] = [
  ["no sandbox", deployment, template({ runtimeClassName: null }), sandbox],
  ["no sandbox for its ticks", cronjob, { spec: { jobTemplate: template({ runtimeClassName: null }) } }, sandbox],
  ["the node's network", deployment, template({ hostNetwork: true }), /share nothing with their node/],
  ["a token", deployment, template({ automountServiceAccountToken: true }), /get no token/],
  [
    "no contract",
    deployment,
    template({}, { labels: { "tentacular.dev/contract": "none" } }),
    /has to have a contract/,
  ],
  [
    "another image",
    deployment,
    template({ containers: [{ name: "engine", image: "docker.io/library/busybox:1" }] }),
    /Images of workflows here begin with/,
  ],
  [
    "one more network",
    deployment,
    template({}, { annotations: { "k8s.v1.cni.cncf.io/networks": "lan" } }),
    /Annotations of pods are tntc's own here/,
  ],
  ["any way out", policy, { spec: { egress: [{}] } }, /names whom it leads to/],
  [
    "a way to the metadata address",
    policy,
    { spec: { egress: [{ to: [{ ipBlock: { cidr: "169.254.169.254/32" } }], ports: [{ port: 80 }] }] } },
    closed,
  ],
  ["any caller", policy, { spec: { ingress: [{}] } }, /names who may come/],
  [
    "all pods for its policy",
    policy,
    { spec: { podSelector: { matchLabels: null } } },
    /selects the pods of its own workflow/,
  ],
  ["a port on every node", service, { spec: { type: "NodePort" } }, /inside the cluster only/],
  ["an address of somebody else", service, { spec: { externalIPs: ["203.0.113.9"] } }, /inside the cluster only/],
  ["no end", deployment, { metadata: { finalizers: ["example.com/never"] } }, /get no finalizers/],
  ["no end for its ticks", cronjob, { metadata: { finalizers: ["example.com/never"] } }, /get no finalizers/],
  ["no end for its policy", policy, { metadata: { finalizers: ["example.com/never"] } }, /get no finalizers/],
  ["no end for its pods", deployment, template({}, { finalizers: ["example.com/never"] }), /have no finalizers/],
  [
    "a way to pods by a protocol alone",
    policy,
    { spec: { egress: [{ to: [{ podSelector: { matchLabels: { a: "b" } } }], ports: [{ protocol: "TCP" }] }] } },
    /and the ports/,
  ],
  [
    "a way to a namespace that is not open",
    policy,
    { spec: { egress: [{ to: [inNamespace("argocd")], ports: [{ port: 8081 }] }] } },
    /reaches data only/,
  ],
  ["ten years to end in", deployment, template(lasting), /end within 600 seconds/],
  ["ten years for its ticks", cronjob, { spec: { jobTemplate: template(lasting) } }, /end within 600 seconds/],
  ["another scheduler", deployment, template({ schedulerName: "sly" }), /choose no scheduler/],
  ["a Service of no pods", service, { spec: { selector: null } }, /selects the pods of its workflow/],
];
