/**
 * Forgets the cluster, the context and the plugins that this process was started with, for itself and for all that it
 * starts: demo, bench and tests have a cluster of their own. Helm, kubectl and tntc would follow each of these.
 */
export function leaveUsersCluster(env: NodeJS.ProcessEnv = process.env): void {
  for (const name of Object.keys(env).filter((each) => each.startsWith("HELM_"))) delete env[name];
  env["KUBECONFIG"] = "/dev/null";
}
