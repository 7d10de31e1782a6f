import { z } from "zod";
import { workflow } from "./schema/workflow.ts";

/**
 * The JSON schema of workflow.yaml for editors, draft-07. `schemas/workflow.schema.json` is this, and a test says when
 * it is not. It knows shapes; what only rules can know, such as cycles, `tntc validate` tells.
 */
export function jsonSchema(): object {
  const { $schema, ...schema } = z.toJSONSchema(workflow, { target: "draft-7", io: "input" });
  return {
    $schema,
    title: "Tentacular workflow",
    description: "workflow.yaml: nodes, edges, triggers and contract",
    ...schema,
  };
}
