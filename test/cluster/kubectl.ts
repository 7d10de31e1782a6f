import { kubectlBinary } from "./helm-binary.ts";
import { type RunOptions, run } from "./run.ts";

/** Runs kubectl on a cluster, as its administrator, and returns what it printed. */
export async function kubectl(
  site: { kubeconfig: string },
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  return run([await kubectlBinary(), `--kubeconfig=${site.kubeconfig}`, ...args], options);
}
