import { toType } from "./cluster/api/to-type.ts";
import { type ClusterFlagValues, type ClusterTarget, clusterFlags, clusterTarget } from "./cluster-flags.ts";
import { TentacularError } from "./errors.ts";
import { targetFor } from "./target-for.ts";
import { formats } from "./workflow/schema/formats.ts";
import { workflowIn } from "./workflow-in.ts";

/** The cluster flags of every command that acts on one deployed workflow. */
export const workflowFlags = {
  ...clusterFlags,
  namespace: { ...clusterFlags.namespace, defaultHelp: "what the workflow says in its folder, else the context's" },
};

/** A Helm release can have no longer name. */
const longest = 53;
const allowed = `Use at most ${longest} small letters, digits and single hyphens, e.g. "invoice-watch"`;

/** A deployed workflow, and where it is. */
export type WorkflowTarget = ClusterTarget & { workflow: string };

/**
 * Which workflow a command acts on, and where: the one that is named, else the one of this folder; where
 * {@link clusterTarget} says, except in the workflow's own folder when nobody named a namespace. There it is found where
 * `tntc deploy` puts it.
 *
 * @throws {TentacularError} `NAME-MISSING` (usage) when neither the command line nor the folder names one, `NAME-INVALID`
 *   (usage) when no workflow can have that name
 */
export async function workflowTarget(
  name: string | undefined,
  flags: ClusterFlagValues,
  dir = ".",
): Promise<WorkflowTarget> {
  const [here, target] = await Promise.all([workflowIn(dir), clusterTarget(flags)]);
  const workflow = name ?? here?.name;
  if (workflow === undefined) throw nameMissing(target);
  if (!formats.workflowName.pattern.test(workflow) || workflow.length > longest) throw await nameInvalid(workflow);
  const own = here?.name === workflow ? here.deployment?.namespace : undefined;
  return { ...targetFor(target, own), workflow };
}

function nameMissing(target: ClusterTarget): TentacularError {
  return new TentacularError("Which workflow? This folder has no workflow.yaml that says its name", {
    code: "NAME-MISSING",
    remedy: `Name the workflow, or go to its folder; see what is deployed: ${toType("tntc list", target)}`,
    exit: "usage",
  });
}

/** What is no name goes into no question to the cluster; often it is a folder that was meant. */
async function nameInvalid(name: string): Promise<TentacularError> {
  const meant = name === "" ? undefined : (await workflowIn(name))?.name;
  return new TentacularError(`No workflow can be called "${name}"`, {
    code: "NAME-INVALID",
    remedy: meant ? `The workflow in that folder is called "${meant}": name it so` : allowed,
    exit: "usage",
  });
}
