import { secretsMissing } from "../../../deploy/problems/secrets-missing.ts";
import type { Check } from "../check.ts";
import type { CheckGround } from "../check-ground.ts";
import { fromProblems } from "./from-problems.ts";

/** Whether the folder's workflow finds the secrets that it names; one that names none needs none. */
export async function secretsCheck({ kube, plan, local }: CheckGround): Promise<Check[]> {
  if (plan.secrets.length === 0) return [];
  const problems = await secretsMissing(kube, { plan, local });
  return fromProblems(problems, { id: "secrets", message: `Secrets of "${plan.workflow.name}" are there` });
}
