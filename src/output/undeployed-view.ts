import type { Undeployed } from "../cluster/undeploy/undeploy.ts";

/** What was removed, one object a line. */
export function undeployedView({ workflow, namespace, context, revisions, deleted }: Undeployed): string {
  const release = revisions > 0 ? [`  deleted Release/${workflow}`] : [];
  return [
    ...release,
    ...deleted.map((thing) => `  deleted ${thing}`),
    `Undeployed ${workflow} from namespace ${namespace} of ${context}`,
  ].join("\n");
}
