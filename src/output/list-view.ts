import type { ListedWorkflow } from "../cluster/look/list-workflows.ts";
import { age } from "./age.ts";
import { table } from "./table.ts";

/** The table of `tntc list`; a sentence when there is nothing. */
export function listView(workflows: ListedWorkflow[], { namespace, now }: { namespace?: string; now: Date }): string {
  if (workflows.length === 0) {
    return namespace === undefined ? "No workflows found" : `No workflows found in namespace ${namespace}`;
  }
  const rows = workflows.map((each) => [
    each.name,
    each.version,
    each.namespace,
    each.status,
    `${each.available}/${each.replicas}`,
    age(each.created, now),
  ]);
  return table(["NAME", "VERSION", "NAMESPACE", "STATUS", "REPLICAS", "AGE"], rows);
}
