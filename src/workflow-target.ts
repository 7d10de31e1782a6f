import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { type ClusterFlagValues, type ClusterTarget, clusterFlags, clusterTarget } from "./cluster-flags.ts";
import { targetFor } from "./target-for.ts";

/** The cluster flags of every command that is told the name of a workflow. */
export const workflowFlags = {
  ...clusterFlags,
  namespace: { ...clusterFlags.namespace, defaultHelp: "what the workflow says in its folder, else the context's" },
};

/**
 * Where a command acts that is told the name of a workflow: where {@link clusterTarget} says, except in the workflow's
 * own folder when nobody named a namespace. There it is found where `tntc deploy` puts it.
 */
export async function workflowTarget(name: string, flags: ClusterFlagValues, dir = "."): Promise<ClusterTarget> {
  const target = await clusterTarget(flags);
  if (target.namespaceIsExplicit) return target;
  const here = await workflowIn(dir);
  return targetFor(target, here?.name === name ? here.deployment?.namespace : undefined);
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
