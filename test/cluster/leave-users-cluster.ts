/**
 * Forgets the cluster and the context that this process was started with, and all else that it was to tell Helm, for
 * itself and for all that it starts: demo, bench and tests have a cluster of their own.
 */
export function leaveUsersCluster(env: NodeJS.ProcessEnv = process.env): void {
  for (const name of Object.keys(env).filter((each) => each.startsWith("HELM_"))) delete env[name];
  env["KUBECONFIG"] = "/dev/null";
  // Without a kubeconfig, a process in a pod would take the cluster that the pod is in.
  delete env["KUBERNETES_SERVICE_HOST"];
}
