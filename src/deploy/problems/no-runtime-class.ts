import type { Problem } from "../problem.ts";

/** That a RuntimeClass which pods ask for is not there: they would never be created. */
export function noRuntimeClass(name: string): Problem {
  return {
    code: "RUNTIME-CLASS-MISSING",
    message: `The cluster has no RuntimeClass "${name}"`,
    remedy:
      'Have it installed, name another with --runtime-class NAME, or go without a sandbox: --runtime-class "" once, runtimeClass: "" under deployment in workflow.yaml for good',
  };
}
