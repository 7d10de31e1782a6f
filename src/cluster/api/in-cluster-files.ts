import { readFile } from "node:fs/promises";
import { TentacularError } from "../../errors.ts";

const folder = "/var/run/secrets/kubernetes.io/serviceaccount";

/** What Kubernetes mounts into a pod that has a service-account token. */
export async function inClusterFiles(): Promise<{ ca: string; token: string; namespace: string }> {
  try {
    const [ca, token, namespace] = await Promise.all(
      ["ca.crt", "token", "namespace"].map((name) => readFile(`${folder}/${name}`, "utf8")),
    );
    return { ca: ca ?? "", token: (token ?? "").trim(), namespace: (namespace ?? "").trim() };
  } catch (cause) {
    throw new TentacularError("This pod has no service-account token to reach the cluster with", {
      code: "KUBECONFIG-UNREADABLE",
      remedy: "Set automountServiceAccountToken on the pod, or name a kubeconfig with --kubeconfig",
      exit: "unreachable",
      cause,
    });
  }
}
