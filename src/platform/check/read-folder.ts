import { readWorkflow } from "../../bundle/read-workflow.ts";
import { planFor } from "../../deploy/plan-for.ts";
import { TentacularError } from "../../errors.ts";
import type { Settings } from "../../image/settings.ts";
import type { Plan } from "../../plan/plan.ts";
import { parseWorkflow } from "../../workflow/parse-workflow.ts";
import type { WorkflowSpec } from "../../workflow/spec.ts";
import type { Workflow } from "../../workflow/workflow.ts";

/** For which workflow a cluster is to be ready: the folder's, or any that asks for nothing special. */
export type Folder = {
  workflow: Workflow;
  plan: Plan;
  spec: WorkflowSpec;
  /** The plan is of the folder's own workflow. */
  own: boolean;
  /** Why the folder's workflow was not looked at, though there is one. */
  unread?: string;
};

/** Stands for any workflow: one node, started by hand and by cron. */
const anyWorkflow = `
name: any-workflow
version: "1.0"
triggers: [{type: manual}, {type: cron, schedule: "0 3 * * *"}]
nodes: {only: {path: ./nodes/only.ts}}
contract: {version: "1", dependencies: {}}
`;

/**
 * Reads the workflow of a folder for its wishes. No workflow in this one, or one with errors, is no reason not to check.
 *
 * @throws {TentacularError} `FOLDER-MISSING`, `WORKFLOW-MISSING` (notFound) for a folder that was named
 */
export async function readFolder(dir: string, settings: Settings): Promise<Folder> {
  try {
    const workflow = await readWorkflow(dir);
    return { workflow, plan: planFor(workflow, settings, {}), spec: workflow.spec, own: true };
  } catch (error) {
    if (!(error instanceof TentacularError)) throw error;
    if (dir !== "." && error.exit === "notFound") throw error;
    const { spec } = parseWorkflow(anyWorkflow);
    if (spec === undefined) throw error;
    const workflow = { ...nothingElse, dir, spec };
    const plan = planFor(workflow, settings, {});
    return {
      workflow,
      plan,
      spec,
      own: false,
      ...(error.code === "WORKFLOW-INVALID" ? { unread: error.message } : {}),
    };
  }
}

const nothingElse = { findings: [], source: anyWorkflow, files: [], imports: [], references: [] };
