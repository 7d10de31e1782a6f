import { z } from "zod";
import type { Kube } from "../cluster/api/kube.ts";
import type { Plan } from "../plan/plan.ts";
import { neededPermissions } from "./needed-permissions.ts";
import type { Problem } from "./problem.ts";

const review = z.object({ status: z.object({ allowed: z.boolean() }) });

/** Asks the API server whether this user may do all that a deploy does. One question when the answer is "everything". */
export async function missingPermissions(kube: Kube, plan: Plan): Promise<Problem[]> {
  if (await allowed(kube, { group: "*", resource: "*", verb: "*" })) return [];
  const asked = neededPermissions(plan).flatMap(({ verbs, ...what }) => verbs.map((verb) => ({ ...what, verb })));
  const answers = await Promise.all(asked.map((each) => allowed(kube, each)));
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

async function allowed(kube: Kube, attributes: { group: string; resource: string; verb: string }): Promise<boolean> {
  const answer = await kube.send({
    method: "POST",
    path: "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
    body: JSON.stringify({
      apiVersion: "authorization.k8s.io/v1",
      kind: "SelfSubjectAccessReview",
      spec: { resourceAttributes: { ...attributes, namespace: kube.namespace } },
    }),
  });
  // Who may not even ask is left to the real answer of the deploy itself.
  return answer.status >= 400 || review.parse(JSON.parse(answer.body)).status.allowed;
}
