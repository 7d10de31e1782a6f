/** What may differ from one pod to the next. */
export type DenoPodOptions = {
  /** Fields of the container. */
  container?: object;
  /** Fields of the pod's spec. */
  spec?: object;
  /** Labels beside `app`, which is the pod's name. */
  labels?: Record<string, string>;
};

const restricted = {
  runAsNonRoot: true,
  runAsUser: 65532,
  allowPrivilegeEscalation: false,
  readOnlyRootFilesystem: true,
  capabilities: { drop: ["ALL"] },
  seccompProfile: { type: "RuntimeDefault" },
};

/** A pod that runs some code in Deno with all permissions, admitted where only restricted pods are. */
export function denoPod(image: string, name: string, code: string, options: DenoPodOptions = {}): object {
  const container = {
    name,
    image,
    args: ["eval", "--no-lock", code],
    env: [{ name: "DENO_DIR", value: "/tmp/deno" }],
    resources: { requests: { cpu: "10m", memory: "64Mi" }, limits: { memory: "256Mi" } },
    securityContext: restricted,
    volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
    ...options.container,
  };
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, labels: { app: name, ...options.labels } },
    spec: {
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      restartPolicy: "Never",
      terminationGracePeriodSeconds: 0,
      containers: [container],
      volumes: [{ name: "tmp", emptyDir: {} }],
      ...options.spec,
    },
  };
}
