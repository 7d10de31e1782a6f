import { TentacularError } from "../errors.ts";
import type { Workflow } from "../workflow/workflow.ts";
import { inspectWorkflow } from "./inspect-workflow.ts";

export type { Workflow };

/**
 * Reads a workflow's folder: workflow.yaml, its nodes and all that they import.
 *
 * @throws {TentacularError} `WORKFLOW-INVALID` (invalid) with `result: { findings }`; `FOLDER-MISSING`,
 * `WORKFLOW-MISSING` (notFound)
 *
 * @example
 * const { spec, files } = await readWorkflow("examples/hello");
 */
export async function readWorkflow(dir: string): Promise<Workflow> {
  const { spec, ...inspection } = await inspectWorkflow(dir);
  if (spec) return { ...inspection, spec };
  const { findings } = inspection;
  const errors = findings.filter(({ severity }) => severity === "error");
  const [first] = errors;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : "";
  throw new TentacularError(`${first?.message ?? "The workflow cannot be read"}${more}`, {
    code: "WORKFLOW-INVALID",
    exit: "invalid",
    remedy: errors.length > 1 ? 'See all of them with "tntc validate"' : (first?.remedy ?? 'Run "tntc validate"'),
    result: { findings },
    ...(first ? { place: { file: first.file, line: first.line, column: first.column } } : {}),
  });
}
