import type { Finding } from "../workflow/finding.ts";
import { type Permissions, permissionsOf } from "../workflow/permissions.ts";
import { stagesOf } from "../workflow/stages.ts";
import type { Workflow } from "../workflow/workflow.ts";
import { secretNames } from "./secret-names.ts";

/** What is known of a workflow that may be wrong; the middle part is there only when it is not. */
export type Validation = {
  valid: boolean;
  errors: number;
  warnings: number;
  workflow?: string;
  version?: string;
  nodes?: number;
  edges?: number;
  stages?: number;
  triggers?: number;
  hasContract?: boolean;
  secrets?: string[];
  net?: Permissions["net"];
  files?: string[];
  findings: Finding[];
};

/** Sums up an inspection. */
export function validationOf({
  spec,
  findings,
  files,
  references,
}: Omit<Workflow, "spec"> & { spec?: Workflow["spec"] }): Validation {
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const counts = { valid: errors === 0, errors, warnings: findings.length - errors };
  if (!spec) return { ...counts, findings };
  return {
    ...counts,
    workflow: spec.name,
    version: spec.version,
    nodes: Object.keys(spec.nodes).length,
    edges: spec.edges.length,
    stages: stagesOf(spec).length,
    triggers: spec.triggers.length,
    hasContract: spec.contract !== undefined,
    secrets: secretNames(spec, references),
    net: permissionsOf(spec).net,
    files,
    findings,
  };
}
