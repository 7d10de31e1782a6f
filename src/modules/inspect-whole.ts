import { type Inspection, inspectWorkflow } from "../bundle/inspect-workflow.ts";

/**
 * Inspects a workflow's folder with its lock, which only code with packages has.
 *
 * @throws {TentacularError} what `inspectWorkflow` throws
 */
export async function inspectWhole(dir: string): Promise<Inspection> {
  const { spec, ...inspection } = await inspectWorkflow(dir);
  const { imports } = inspection;
  const elsewhere = imports.some(
    ({ path, specifier }) => path === undefined && !/^(node:|tentacular$)/.test(specifier),
  );
  if (spec === undefined || !elsewhere) return { ...inspection, ...(spec ? { spec } : {}) };
  // Ranges of versions need a library that most workflows do not.
  const { lockFindings } = await import("./lock-findings.ts");
  const found = await lockFindings(inspection.dir, { contract: spec.contract, imports });
  return { ...inspection, findings: [...inspection.findings, ...found], ...(found.length === 0 ? { spec } : {}) };
}
