import type { Kube } from "../cluster/api/kube.ts";
import { may } from "../cluster/api/may.ts";
import type { Plan } from "../plan/plan.ts";
import { neededPermissions } from "./needed-permissions.ts";
import type { Problem } from "./problem.ts";

/** Asks the API server whether this user may do all that a deploy does. One question when the answer is "everything". */
export async function missingPermissions(kube: Kube, plan: Plan): Promise<Problem[]> {
  if (await may(kube, { group: "*", resource: "*", verb: "*" })) return [];
  const asked = neededPermissions(plan).flatMap(({ verbs, ...what }) => verbs.map((verb) => ({ ...what, verb })));
  const answers = await Promise.all(asked.map((each) => may(kube, each)));
  const missing = asked.filter((_, index) => !answers[index]);
  if (missing.length === 0) return [];
  const named = missing.map(({ verb, group, resource }) => `${verb} ${group ? `${resource}.${group}` : resource}`);
  return [
    {
      code: "PERMISSION-MISSING",
      message: `User "${kube.access.user}" may not do this in namespace "${kube.namespace}": ${named.join(", ")}`,
      remedy: `Ask for a Role with these verbs; kubectl auth can-i --list -n ${kube.namespace} shows what there is`,
    },
  ];
}
