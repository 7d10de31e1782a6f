import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { type ClusterFlagValues, type ClusterTarget, clusterFlags, clusterTarget } from "./cluster-flags.ts";
import { TentacularError } from "./errors.ts";
import { targetFor } from "./target-for.ts";

/** The cluster flags of every command that acts on one deployed workflow. */
export const workflowFlags = {
  ...clusterFlags,
  namespace: { ...clusterFlags.namespace, defaultHelp: "what the workflow says in its folder, else the context's" },
};

/** A deployed workflow, and where it is. */
export type WorkflowTarget = ClusterTarget & { workflow: string };

/**
 * Which workflow a command acts on, and where: the one that is named, else the one of this folder; where
 * {@link clusterTarget} says, except in the workflow's own folder when nobody named a namespace. There it is found where
 * `tntc deploy` puts it.
 *
 * @throws {TentacularError} `NAME-MISSING` (usage) when neither the command line nor the folder names one
 */
export async function workflowTarget(
  name: string | undefined,
  flags: ClusterFlagValues,
  dir = ".",
): Promise<WorkflowTarget> {
  const here = await workflowIn(dir);
  const workflow = name ?? here?.name;
  if (workflow === undefined) throw nameMissing();
  const own = here?.name === workflow ? here.deployment?.namespace : undefined;
  return { ...targetFor(await clusterTarget(flags), own), workflow };
}

const said = z.object({ name: z.string(), deployment: z.object({ namespace: z.string().optional() }).optional() });

/** What the folder's workflow says of itself, also while it is being edited and not valid as a whole. */
async function workflowIn(dir: string): Promise<z.infer<typeof said> | undefined> {
  try {
    return said.safeParse(parse(await readFile(join(dir, "workflow.yaml"), "utf8"), { logLevel: "silent" })).data;
  } catch {
    return undefined;
  }
}

function nameMissing(): TentacularError {
  return new TentacularError("Which workflow? This folder has no workflow.yaml that says its name", {
    code: "NAME-MISSING",
    remedy: "Name the workflow, or go to its folder; tntc list shows what is deployed",
    exit: "usage",
  });
}
