import { Flags } from "@oclif/core";

/** How packages come to the pods, for all commands that decide it. */
export const moduleFlag = Flags.option({
  options: ["proxy", "bundled", "mirror"] as const,
  description:
    "How npm and jsr packages come to the pods; by default what the workflow or the settings say, else proxy",
})();
