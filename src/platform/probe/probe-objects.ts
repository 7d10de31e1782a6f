import type { KubeObject } from "../../cluster/api/kube.ts";
import { probePrograms } from "./probe-programs.ts";

/** One probe: its name, and what its pods run with. */
export type ProbeSetup = {
  id: string;
  namespace: string;
  image: string;
  pullSecrets: string[];
  runtimeClass: string | undefined;
  /** Ports outside that the caller may dial. */
  dialPorts: number[];
};

type Side = "listener" | "caller";

/** All objects of probes carry this label; its value is the probe's name. */
export const probeLabel = "tentacular.dev/probe";

/** Pods end by themselves when nobody is left to remove them, seconds. */
const lifetime = 60;

/** Policies that let the caller reach one port of the listener, and names; one for each direction. */
export function probePolicies(setup: ProbeSetup): KubeObject[] {
  const { ports } = probePrograms;
  const peer = (side: Side) => [{ podSelector: { matchLabels: labels(setup, side) } }];
  const tcp = (...numbers: number[]) => numbers.map((port) => ({ protocol: "TCP", port }));
  const names = { ports: [{ protocol: "UDP", port: 53 }, ...tcp(53)] };
  const outside = setup.dialPorts.length > 0 ? [{ ports: tcp(...setup.dialPorts) }] : [];
  return [
    policy(setup, "listener", {
      policyTypes: ["Ingress"],
      ingress: [{ from: peer("caller"), ports: tcp(ports.open, ports.noEgress) }],
    }),
    policy(setup, "caller", {
      policyTypes: ["Egress"],
      egress: [{ to: peer("listener"), ports: tcp(ports.open, ports.noIngress) }, names, ...outside],
    }),
  ];
}

/** One of the two pods, as walled in as a workflow's. */
export function probePod(setup: ProbeSetup, side: Side, environment: Record<string, string> = {}): KubeObject {
  const env = { DENO_DIR: "/tmp/deno", HOME: "/tmp", DENO_NO_UPDATE_CHECK: "1", NO_COLOR: "1", ...environment };
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: metadata(setup, side),
    spec: {
      restartPolicy: "Never",
      activeDeadlineSeconds: lifetime,
      terminationGracePeriodSeconds: 0,
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      ...(setup.runtimeClass ? { runtimeClassName: setup.runtimeClass } : {}),
      imagePullSecrets: setup.pullSecrets.map((name) => ({ name })),
      securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: "RuntimeDefault" } },
      containers: [
        {
          name: "probe",
          image: setup.image,
          command: ["deno", "eval", "--no-config", "--no-lock", probePrograms[side]],
          env: Object.entries(env).map(([name, value]) => ({ name, value })),
          securityContext: {
            allowPrivilegeEscalation: false,
            readOnlyRootFilesystem: true,
            capabilities: { drop: ["ALL"] },
          },
          resources: { requests: { cpu: "10m", memory: "32Mi" }, limits: { cpu: "500m", memory: "128Mi" } },
          volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
        },
      ],
      volumes: [{ name: "tmp", emptyDir: { sizeLimit: "64Mi" } }],
    },
  };
}

function policy(setup: ProbeSetup, side: Side, rules: object): KubeObject {
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: metadata(setup, side),
    spec: { podSelector: { matchLabels: labels(setup, side) }, ...rules },
  };
}

function metadata(setup: ProbeSetup, side: Side): KubeObject["metadata"] {
  return { name: `tntc-probe-${setup.id}-${side}`, namespace: setup.namespace, labels: labels(setup, side) };
}

function labels({ id }: ProbeSetup, side: Side): Record<string, string> {
  return { "app.kubernetes.io/name": "tntc-probe", [probeLabel]: id, "tentacular.dev/probe-side": side };
}
