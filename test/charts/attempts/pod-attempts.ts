import type { Attempt } from "./attempt.ts";
import type { Thing } from "./collection-of.ts";
import { sly } from "./sly.ts";
import { type Change, walledPod } from "./walled-pod.ts";

const metadata = { name: "sly", labels: sly };
const unlabelled = /Only pods of workflows run in this namespace, with the labels that their policies select/;
const node = /share nothing with their node/;
const token = /get no token/;
const volumes = /Volumes of workflows are/;
const restrictedPod = /Pods of workflows are restricted/;
const place = /choose no node and no priority of the system, and tolerate no taints of control planes/;
const projections = /What is projected into pods of workflows/;
const scheduling = /choose no scheduler, and tolerate no taints/;
const endless = /end within 600 seconds, and have no finalizers/;
const devices = /ask for processor, memory and disk, and for no devices/;
const orders = /Annotations of pods are tntc's own here/;
const restricted = /Containers of workflows are restricted/;
const host = /name no host/;

const metadataServer = { httpGet: { host: "169.254.169.254", port: 80 } };
const lasting = { tcpSocket: { port: 8080 }, terminationGracePeriodSeconds: 315_360_000 };
const sidecar = {
  ...walledPod("busybox", {}).spec.containers[0],
  name: "sly",
  restartPolicy: "Always",
  startupProbe: lasting,
};
const hugePages = { limits: { memory: "64Mi", "hugepages-2Mi": "2Mi" } };
const volume = (source: object): Change => ({ pod: { volumes: [{ name: "sly", ...source }] } });
const security = (more: object): Change => ({
  container: {
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
      ...more,
    },
  },
});

const wholePod = (more: object): Change => ({
  pod: {
    securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: "RuntimeDefault" }, ...more },
  },
});

const trustBundle = { clusterTrustBundle: { name: "any", path: "trust.pem" } };
const tolerating = (more: object): Change => ({ pod: { tolerations: [{ operator: "Exists", ...more }] } });
const annotated = (key: string, value: string): Change => ({ annotations: { [key]: value } });

const changes: [what: string, change: Change, refusal: RegExp][] = [
  ["a name that no policy selects", { labels: { "app.kubernetes.io/instance": "other" } }, unlabelled],
  ["no workflow", { labels: { "app.kubernetes.io/part-of": "mine" } }, unlabelled],
  ["a role of their own", { labels: { "tentacular.dev/role": "shell" } }, unlabelled],
  ["no contract", { labels: { "tentacular.dev/contract": "none" } }, /has to have a contract/],
  ["no sandbox", { pod: { runtimeClassName: null } }, /run under RuntimeClass "gvisor"/],
  ["a token", { pod: { automountServiceAccountToken: true } }, token],
  ["a token by a volume", volume({ projected: { sources: [{ serviceAccountToken: { path: "token" } }] } }), token],
  ["bundles of trust by a volume", volume({ projected: { sources: [trustBundle] } }), projections],
  ["the node's network", { pod: { hostNetwork: true } }, node],
  ["the node's processes", { pod: { hostPID: true } }, node],
  ["the node's shared memory", { pod: { hostIPC: true } }, node],
  ["a port of the node", { container: { ports: [{ containerPort: 8080, hostPort: 8080 }] } }, node],
  ["the node's files", volume({ hostPath: { path: "/" } }), volumes],
  ["a claim", volume({ persistentVolumeClaim: { claimName: "other" } }), volumes],
  ["root", { pod: { securityContext: { runAsUser: 0 } } }, restrictedPod],
  ["no AppArmor", wholePod({ appArmorProfile: { type: "Unconfined" } }), restrictedPod],
  ["SELinux of their own", wholePod({ seLinuxOptions: { type: "spc_t" } }), restrictedPod],
  ["no AppArmor for a container", security({ appArmorProfile: { type: "Unconfined" } }), restricted],
  ["SELinux of their own for a container", security({ seLinuxOptions: { user: "system_u" } }), restricted],
  ["a node of their choice", { pod: { nodeName: "node" } }, place],
  ["a place before the platform's pods", { pod: { priorityClassName: "system-cluster-critical" } }, place],
  [
    "a place before all other pods",
    { pod: { priorityClassName: "urgent" } },
    /the priority that the cluster gives to all/,
  ],
  ["a place among control planes", tolerating({ key: "node-role.kubernetes.io/control-plane" }), place],
  ["a place on every node", tolerating({}), place],
  ["a scheduler of their choice", { pod: { schedulerName: "sly" } }, scheduling],
  ["a place on nodes that are drained", tolerating({ key: "node.kubernetes.io/unschedulable" }), scheduling],
  ["a place on nodes whose disk is full", tolerating({ key: "node.kubernetes.io/disk-pressure" }), scheduling],
  ["a place on nodes that are not ready yet", tolerating({ key: "node.kubernetes.io/not-ready" }), scheduling],
  ["a place on nodes without a network plugin", tolerating({ key: "node.cilium.io/agent-not-ready" }), scheduling],
  ["ten years to end in", { pod: { terminationGracePeriodSeconds: 315_360_000 } }, endless],
  ["ten years after a probe", { container: { livenessProbe: lasting } }, endless],
  ["ten years after the start of a sidecar", { pod: { initContainers: [sidecar] } }, endless],
  ["a finalizer", { finalizers: ["example.com/never"] }, endless],
  ["a device of the node", { container: { resources: { limits: { "example.com/kvm": "1" } } } }, devices],
  ["huge pages for a whole pod", { pod: { resources: hugePages } }, devices],
  ["a claim on a device", { pod: { resourceClaims: [{ name: "gpu", resourceClaimName: "gpu" }] } }, devices],
  ["one more network, past all policies", annotated("k8s.v1.cni.cncf.io/networks", "lan"), orders],
  ["an address of their choice", annotated("cni.projectcalico.org/ipAddrs", '["10.0.0.9"]'), orders],
  ["a hole in the sandbox", annotated("dev.gvisor.flag.host-uds", "all"), orders],
  ["a root filesystem to write to", security({ readOnlyRootFilesystem: false }), restricted],
  ["all privileges", security({ privileged: true, allowPrivilegeEscalation: true }), restricted],
  ["a capability", security({ capabilities: { drop: ["ALL"], add: ["NET_RAW"] } }), restricted],
  ["all system calls", security({ seccompProfile: { type: "Unconfined" } }), restricted],
  ["a container that is not restricted", { pod: { initContainers: [{ name: "sly", image: "sly" }] } }, restricted],
  ["a probe that asks elsewhere", { container: { livenessProbe: metadataServer } }, host],
  ["a hook that asks elsewhere", { container: { lifecycle: { postStart: metadataServer } } }, host],
  ["another image", { container: { image: "docker.io/library/busybox:1" } }, /Images of workflows here begin with/],
];

/** Pods that would be less walled in than those of tntc. */
export function podAttempts(image: string): Attempt[] {
  const attempts = changes.map(([what, change, refusal]) => ({ what, object: deployment(image, change), refusal }));
  return [
    ...attempts,
    { what: "an image whose name begins as an allowed one", ...evilTwin(image) },
    { what: "no sandbox for a tick", object: tick(image), refusal: /run under RuntimeClass "gvisor"/ },
  ];
}

function evilTwin(image: string): Pick<Attempt, "object" | "refusal"> {
  const twin = image.replace(/:[^:/]*$/, "-evil:1");
  return { object: deployment(twin, {}), refusal: /Images of workflows here begin with/ };
}

function deployment(image: string, change: Change): Thing {
  const template = walledPod(image, change);
  const selector = { matchLabels: template.metadata.labels };
  return { apiVersion: "apps/v1", kind: "Deployment", metadata, spec: { replicas: 0, selector, template } };
}

function tick(image: string): Thing {
  const template = walledPod(image, { pod: { restartPolicy: "Never", runtimeClassName: null } });
  const spec = { schedule: "0 0 1 1 *", jobTemplate: { spec: { template } } };
  return { apiVersion: "batch/v1", kind: "CronJob", metadata, spec };
}
