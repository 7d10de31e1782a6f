import { readWorkflow } from "../bundle/read-workflow.ts";
import { readSettings } from "../image/settings.ts";
import { type Reach, reachOf } from "../plan/reach.ts";
import { planFor } from "./plan-for.ts";

/**
 * Everything that the workflow of a folder could reach once deployed, without a cluster.
 *
 * @throws {TentacularError} what `readWorkflow` and `readSettings` throw
 */
export async function reachWorkflow(dir: string): Promise<Reach> {
  const [workflow, settings] = await Promise.all([readWorkflow(dir), readSettings(dir)]);
  return reachOf(workflow, planFor(workflow, settings, {}).network);
}
