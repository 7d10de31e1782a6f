import { runSteps } from "./run-steps.ts";
import { staticChecks } from "./static-checks.ts";

/** `make test`: everything. The last line counts the tests. */
runSteps([
  ...staticChecks,
  {
    proves: "Every test passes",
    command: [
      process.execPath,
      "node_modules/vitest/vitest.mjs",
      "run",
      "--reporter=default",
      "--reporter=./test/closing-line.ts",
    ],
    lastWord: true,
  },
]);
