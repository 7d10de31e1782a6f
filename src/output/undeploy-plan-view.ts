import type { UndeployPlan } from "../cluster/undeploy/undeploy-plan.ts";

/** What is going to be removed and where, for the eyes of the one who must say yes. */
export function undeployPlanView({ workflow, namespace, context, server, revisions, objects }: UndeployPlan): string {
  const where = `from namespace ${namespace} of ${context} (${server})`;
  const release = revisions > 0 ? [`Release/${workflow} with ${revisions} kept ${plural(revisions, "revision")}`] : [];
  const things = [...release, ...objects.map(({ kind, name }) => `${kind}/${name}`)];
  return [`This removes workflow ${workflow} ${where}:`, ...things.map((thing) => `  ${thing}`)].join("\n");
}

function plural(count: number, noun: string): string {
  return count === 1 ? noun : `${noun}s`;
}
