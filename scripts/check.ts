import { runSteps } from "./run-steps.ts";
import { staticChecks } from "./static-checks.ts";

/** `make check`: all that can be said of the code in under a minute. */
runSteps([
  ...staticChecks,
  {
    proves: "Unit tests pass",
    command: [process.execPath, "node_modules/vitest/vitest.mjs", "run", "--project", "unit"],
  },
]);
