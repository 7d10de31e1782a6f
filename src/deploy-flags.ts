import * as Flags from "@oclif/core/flags";
import { moduleFlag } from "./module-flag.ts";

/** What the commands that derive or make a release let one say otherwise than the workflow and the settings do. */
export const deployFlags = {
  image: Flags.string({ helpValue: "NAME", description: "Engine image", defaultHelp: "the one that build made" }),
  "runtime-class": Flags.string({
    helpValue: "NAME",
    description: 'RuntimeClass of the pods, e.g. gvisor; "" for none',
    defaultHelp: "what the workflow says, else the settings, else the platform, else gvisor",
  }),
  modules: moduleFlag,
};
