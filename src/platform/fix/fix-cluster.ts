import type { Kube } from "../../cluster/api/kube.ts";
import { KubeRefusal } from "../../cluster/api/kube-refusal.ts";
import type { Progress } from "../../output/progress.ts";
import { fixAuthorRole } from "./fix-author-role.ts";
import { fixNamespace } from "./fix-namespace.ts";

/**
 * Creates what is missing in the cluster for workflows of one namespace, and says what it did. Nobody gets a right by
 * it, and nothing that somebody has set is set otherwise; a second time there is nothing to do.
 */
export async function fixCluster(kube: Kube, progress: Progress): Promise<string[]> {
  const said: string[] = [];
  for (const fix of [fixNamespace, fixAuthorRole]) {
    try {
      said.push(...(await fix(kube)));
    } catch (error) {
      // What may not be mended is still there, and the check says so.
      if (!(error instanceof KubeRefusal)) throw error;
      said.push(`Not mended: ${error.message}`);
    }
  }
  for (const each of said) progress.line(`  ${each}`);
  if (said.length === 0) progress.line("  Nothing to mend");
  return said;
}
