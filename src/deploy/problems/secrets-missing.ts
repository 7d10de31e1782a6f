import type { Kube } from "../../cluster/api/kube.ts";
import type { Plan } from "../../plan/plan.ts";
import type { LocalSecrets } from "../../secrets/local-secrets.ts";
import { missingSecrets } from "../../secrets/missing-secrets.ts";
import { readSecretObject } from "../../secrets/read-secret-object.ts";
import { secretsRemedy } from "../../secrets/secrets-remedy.ts";
import type { Problem } from "../problem.ts";

/** What the code needs, and what a deploy would bring. */
export type SecretsMissingOptions = { plan: Plan; local: LocalSecrets | undefined };

/** Whether every secret that the code names is on the cluster, or comes with this deploy. */
export async function secretsMissing(kube: Kube, { plan, local }: SecretsMissingOptions): Promise<Problem[]> {
  if (plan.secrets.length === 0) return [];
  const there = await readSecretObject(kube, plan.workflow.name);
  // Applying local secrets removes what an earlier deploy of ours has brought and this one does not.
  const staying = local === undefined ? there?.services : there?.foreign;
  const missing = missingSecrets(plan.secrets, { ...staying, ...local?.services });
  if (missing.length === 0) return [];
  const named = missing.map((name) => `"${name}"`).join(", ");
  return [
    {
      code: "SECRET-MISSING",
      message: `The code needs ${missing.length === 1 ? "the secret" : "the secrets"} ${named}`,
      remedy: secretsRemedy(missing, {
        workflow: plan.workflow.name,
        needed: plan.secrets,
        there: there?.services,
        local,
      }),
    },
  ];
}
