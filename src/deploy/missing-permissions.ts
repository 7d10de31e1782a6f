import type { Kube } from "../cluster/api/kube.ts";
import { may } from "../cluster/api/may.ts";
import type { Plan } from "../plan/plan.ts";
import { neededPermissions, type PermissionNeed } from "./needed-permissions.ts";
import type { Problem } from "./problem.ts";

/** Asks the API server whether this user may do all that a deploy does. One question when the answer is "everything". */
export async function missingPermissions(kube: Kube, plan: Plan): Promise<Problem[]> {
  if (await may(kube, { group: "*", resource: "*", verb: "*" })) return [];
  const needs = neededPermissions(plan);
  const lacking = await Promise.all(needs.map((need) => lackingVerbs(kube, need)));
  const named = needs.flatMap(({ group, resource }, at) => {
    const verbs = lacking[at] ?? [];
    return verbs.length === 0 ? [] : [`${group ? `${resource}.${group}` : resource} (${verbs.join(", ")})`];
  });
  if (named.length === 0) return [];
  return [
    {
      code: "PERMISSION-MISSING",
      message: `User "${kube.access.user}" may not do this in namespace "${kube.namespace}": ${named.join(", ")}`,
      remedy: `Ask for a Role with these verbs, as "${kube.onCluster(`tntc cluster check --fix -n ${kube.namespace}`)}" makes one`,
    },
  ];
}

async function lackingVerbs(kube: Kube, { group, resource, verbs }: PermissionNeed): Promise<string[]> {
  const allowed = await Promise.all(verbs.map((verb) => may(kube, { group, resource, verb })));
  return verbs.filter((_, at) => !allowed[at]);
}
