import { kubectlBinary } from "./helm-binary.ts";
import { type RunOptions, run } from "./run.ts";

/** Runs kubectl on a cluster, as its administrator, and returns what it printed. */
export async function kubectl(
  site: { kubeconfig: string },
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  // What it learns about a cluster must not outlive the cluster, nor lie in the user's home.
  const env = { ...process.env, KUBECACHEDIR: `${site.kubeconfig}-cache`, GOGC: "400" };
  return run([await kubectlBinary(), `--kubeconfig=${site.kubeconfig}`, ...args], { env, ...options });
}
