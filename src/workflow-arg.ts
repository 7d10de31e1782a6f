import * as Args from "@oclif/core/args";

/** The argument of commands that act on one deployed workflow, and need not be told which in its own folder. */
export const workflowArg = Args.string({ description: "Name of the workflow", defaultHelp: "the one in this folder" });
