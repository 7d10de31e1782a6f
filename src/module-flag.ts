import { Flags } from "@oclif/core";

/** How packages come to the pods, for all commands that decide it. */
export const moduleFlag = Flags.option({
  options: ["proxy", "bundled", "mirror"] as const,
  description: "How npm and jsr packages come to the pods",
  defaultHelp: async () => "what the workflow says, else the settings, else proxy",
})();
