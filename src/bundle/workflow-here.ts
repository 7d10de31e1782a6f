import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { TentacularError } from "../errors.ts";
import { parseWorkflow } from "../workflow/parse-workflow.ts";

/**
 * Which workflow the folder holds.
 *
 * @throws {TentacularError} `NAME-MISSING` (usage) when the folder holds none that can be read
 */
export async function workflowHere(dir: string): Promise<{ name: string }> {
  const text = await readFile(join(dir, "workflow.yaml"), "utf8").catch(() => "");
  const { spec } = parseWorkflow(text);
  if (spec !== undefined) return { name: spec.name };
  throw new TentacularError("Which workflow? This folder has no valid workflow.yaml", {
    code: "NAME-MISSING",
    remedy: "Name the workflow, or go to its folder; tntc list shows what is deployed",
    exit: "usage",
  });
}
