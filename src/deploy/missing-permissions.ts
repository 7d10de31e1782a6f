import { z } from "zod";
import type { Kube } from "../cluster/kube.ts";
import type { Plan } from "../plan/plan.ts";
import type { Problem } from "./problem.ts";

type Need = { group: string; resource: string; verbs: readonly string[] };

const write = ["get", "create", "patch", "delete"];
const everywhere: readonly Need[] = [
  // Helm keeps releases in Secrets; we apply <wf>-secrets.
  { group: "", resource: "secrets", verbs: ["get", "list", "create", "update", "patch", "delete"] },
  // The code is a hook, and Helm 4 watches hooks.
  { group: "", resource: "configmaps", verbs: ["get", "list", "watch", "create", "delete"] },
  { group: "", resource: "services", verbs: write },
  { group: "", resource: "serviceaccounts", verbs: write },
  { group: "apps", resource: "deployments", verbs: write },
  { group: "apps", resource: "replicasets", verbs: ["list"] },
  { group: "", resource: "pods", verbs: ["list"] },
  { group: "coordination.k8s.io", resource: "leases", verbs: ["get", "create", "update", "delete"] },
];
const forCron: Need = { group: "batch", resource: "cronjobs", verbs: write };

const review = z.object({ status: z.object({ allowed: z.boolean() }) });

/** Asks the API server whether this user may do all that a deploy does. One question when the answer is "everything". */
export async function missingPermissions(kube: Kube, plan: Plan): Promise<Problem[]> {
  if (await allowed(kube, { group: "*", resource: "*", verb: "*" })) return [];
  const needs = plan.triggers.cron.length > 0 ? [...everywhere, forCron] : everywhere;
  const asked = needs.flatMap(({ verbs, ...what }) => verbs.map((verb) => ({ ...what, verb })));
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
