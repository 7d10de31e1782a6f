import { sly } from "./sly.ts";

/** What an author changes of a pod that the walls let through. */
export type Change = { labels?: object; annotations?: object; finalizers?: string[]; pod?: object; container?: object };

/** The template of a pod as the walls want it, until something is changed. */
export function walledPod(image: string, change: Change) {
  const { labels = {}, annotations = {}, finalizers = [], pod = {}, container = {} } = change;
  const engine = {
    name: "engine",
    image,
    securityContext: { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ["ALL"] } },
    ...container,
  };
  return {
    metadata: {
      labels: { ...sly, "tentacular.dev/role": "engine", "tentacular.dev/contract": "declared", ...labels },
      annotations,
      finalizers,
    },
    spec: {
      automountServiceAccountToken: false,
      runtimeClassName: "gvisor",
      securityContext: { runAsNonRoot: true, runAsUser: 65532, seccompProfile: { type: "RuntimeDefault" } },
      ...pod,
      containers: [engine],
    },
  };
}
