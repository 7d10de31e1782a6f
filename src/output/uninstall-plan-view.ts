import type { UninstallPlan } from "../platform/uninstall/uninstall-plan.ts";
import { count } from "./count.ts";

/** What is going to be removed and who needs it, for the eyes of the one who must say yes. */
export function uninstallPlanView({ release, namespace, context, server, objects, workflows }: UninstallPlan): string {
  const what = `This removes ${release} from namespace ${namespace} of ${context} (${server}):`;
  return [what, ...objects.map((title) => `  ${title}`), ...walls(objects), ...needed(workflows)].join("\n");
}

/** Walls, by what an object's title begins with. */
const kinds: [kind: string, wall: string][] = [
  ["NetworkPolicy/tentacular-default-deny", "default deny"],
  ["ResourceQuota/", "quotas"],
  ["ValidatingAdmissionPolicy/", "admission policies"],
  ["RoleBinding/tentacular-system-author", "rights of authors"],
];

function walls(objects: string[]): string[] {
  const gone = kinds.flatMap(([kind, wall]) => (objects.some((title) => title.startsWith(kind)) ? [wall] : []));
  return gone.length === 0 ? [] : [`⚠ Of all workflow namespaces these go at once: ${gone.join(", ")}`];
}

function needed(workflows: string[] | undefined): string[] {
  if (workflows === undefined) return ["⚠ Whether workflows are deployed could not be looked at: no permission"];
  if (workflows.length === 0) return ["No workflow is deployed"];
  const theirs = workflows.length === 1 ? "Its" : "Their";
  return [
    `⚠ ${count(workflows.length, "workflow")} deployed: ${workflows.join(", ")}`,
    `  ${theirs} running pods go on; new pods do not start where modules come from the module proxy`,
  ];
}
