import { z } from "zod";
import { workflowValues } from "./values.ts";

/**
 * The JSON schema of the chart's values, draft-07 for the sake of Helm 3. `charts/tentacular-workflow/values.schema.json`
 * is this, and a test says when it is not.
 */
export function valuesSchema(): object {
  return z.toJSONSchema(workflowValues, { target: "draft-7", io: "input" });
}
