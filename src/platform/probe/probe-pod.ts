import type { KubeObject } from "../../cluster/api/kube.ts";
import { type ProbeSide, probeMetadata } from "./probe-metadata.ts";
import { probePrograms } from "./probe-programs.ts";
import type { ProbeSetup } from "./probe-setup.ts";

/** Pods end by themselves when nobody is left to remove them, seconds. */
const lifetime = 60;

/** One of the two pods, as walled in as a workflow's. */
export function probePod(setup: ProbeSetup, side: ProbeSide, environment: Record<string, string> = {}): KubeObject {
  const env = { DENO_DIR: "/tmp/deno", HOME: "/tmp", DENO_NO_UPDATE_CHECK: "1", NO_COLOR: "1", ...environment };
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: probeMetadata(setup, side),
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
