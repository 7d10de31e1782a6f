import { contractDrift } from "./contract-drift.ts";
import { exampleDependency } from "./example-dependency.ts";
import type { Finding } from "./finding.ts";
import type { Problem } from "./problem.ts";
import type { Workflow } from "./workflow.ts";

/** Warnings on where code and contract part ways; what a rule refuses already is not said twice. */
export function driftFindings(
  workflow: Pick<Workflow, "spec" | "imports" | "references">,
  findingOf: (problem: Problem) => Finding,
): Finding[] {
  const { lacking, unused } = contractDrift(workflow);
  return [
    ...lacking
      .filter(({ kind }) => kind === "host")
      .map((use): Finding => {
        const { name, file, line, column } = use;
        const message = `This connects to "${name}", which the contract does not open`;
        const remedy = `Add under contract.dependencies: ${exampleDependency(name)}`;
        return { code: "HOST-UNDECLARED", severity: "warning", file, path: "", line, column, message, remedy };
      }),
    ...unused.map((name) => findingOf(idle(name))),
  ];
}

function idle(name: string): Problem {
  return {
    code: "DEPENDENCY-UNUSED",
    severity: "warning",
    path: ["contract", "dependencies", name],
    on: "key",
    message: `No node uses the dependency "${name}"`,
    remedy: "Remove it: what is not needed should not be open",
  };
}
