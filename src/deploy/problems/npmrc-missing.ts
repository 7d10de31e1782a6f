import { z } from "zod";
import type { Kube } from "../../cluster/api/kube.ts";
import { pathsIn } from "../../cluster/api/paths.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Problem } from "../problem.ts";

const schema = z.object({ data: z.record(z.string(), z.string()).nullish() });

/** Whether the Secret with the npm mirror's credentials is there: without it pods hang before they start. */
export async function npmrcMissing(kube: Kube, { modules }: Pick<Plan, "modules">): Promise<Problem[]> {
  const name = modules?.npmrcSecret;
  if (name === undefined) return [];
  const found = await kube.get(pathsIn(kube.namespace).secrets.one(name), schema);
  if (found?.data?.[".npmrc"] !== undefined) return [];
  const lacks = found === undefined ? `has no Secret "${name}"` : `has a Secret "${name}" without the key ".npmrc"`;
  return [
    {
      code: "NPMRC-MISSING",
      message: `Namespace "${kube.namespace}" ${lacks}, which modules.npmrcSecret of the settings names`,
      remedy: kube.onCluster(`kubectl -n ${kube.namespace} create secret generic ${name} --from-file=.npmrc`),
    },
  ];
}
