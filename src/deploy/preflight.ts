import type { Kube } from "../cluster/api/kube.ts";
import { releases } from "../cluster/release/releases.ts";
import { bindingSystem } from "../cluster/system/binding-system.ts";
import type { System } from "../cluster/system/system.ts";
import type { Progress } from "../output/progress.ts";
import type { Plan } from "../plan/plan.ts";
import type { LocalSecrets } from "../secrets/local-secrets.ts";
import { checkImage } from "./check-image.ts";
import { missingPermissions } from "./missing-permissions.ts";
import { type Problem, refuse } from "./problem.ts";
import { addressesClosed } from "./problems/addresses-closed.ts";
import { contractMissing } from "./problems/contract-missing.ts";
import { namespaceMissing } from "./problems/namespace-missing.ts";
import { namespacesClosed } from "./problems/namespaces-closed.ts";
import { npmrcMissing } from "./problems/npmrc-missing.ts";
import { portsUnnamed } from "./problems/ports-unnamed.ts";
import { runtimeClassMissing } from "./problems/runtime-class-missing.ts";
import { runtimeClassRefused } from "./problems/runtime-class-refused.ts";
import { secretsMissing } from "./problems/secrets-missing.ts";
import { servicesUnknown } from "./problems/services-unknown.ts";
import { systemMisfit } from "./problems/system-misfit.ts";

/** What is about to be deployed, and where to. */
export type PreflightOptions = {
  plan: Plan;
  image: string | undefined;
  /** The image's registry has no TLS. */
  plainHttp: boolean;
  local: LocalSecrets | undefined;
  /** What the cluster's system chart says of itself. */
  system: System | undefined;
  /** Of the Helm that is going to be used; `HELM-TOO-OLD` is a reason to stop. */
  helmVersion: Promise<string>;
  progress: Progress;
};

/** What preflight found out on its way. */
export type Cleared = { image: string; helmVersion: string };

/**
 * Looks for every reason to stop before anything is changed, all at the same time, and reports them all.
 *
 * @throws {TentacularError} the problem, or `PREFLIGHT` with several (exit preflight); `CLUSTER-UNREACHABLE`
 */
export async function preflight(kube: Kube, options: PreflightOptions): Promise<Cleared> {
  const { plan, progress } = options;
  progress.step(`Checking namespace ${kube.namespace} of ${kube.context}`);
  const [helmVersion, checked, binding, ...found] = await Promise.all([
    options.helmVersion,
    checkImage(kube, options),
    bindingSystem(kube, options.system),
    namespaceMissing(kube),
    foreignRelease(kube, plan.workflow.name),
    runtimeClassMissing(kube, plan.runtimeClass),
    secretsMissing(kube, options),
    npmrcMissing(kube, plan),
    missingPermissions(kube, plan),
  ]);
  const fit = systemMisfit(options.system);
  for (const { note } of [checked, fit]) if (note) progress.warn(note);
  refuse([
    ...found.flat(),
    ...contractMissing(plan, options.system),
    ...runtimeClassRefused(plan, binding),
    ...servicesUnknown(plan, binding),
    ...addressesClosed(plan, binding),
    ...portsUnnamed(plan, binding),
    ...namespacesClosed(plan, { binding, own: kube.namespace }),
    ...[checked, fit].flatMap(({ problem }) => problem ?? []),
  ]);
  const image = checked.note ? "" : ", image";
  progress.done(`Preflight: Helm ${helmVersion}, namespace, permissions, secrets${image}`);
  return { image: checked.image, helmVersion };
}

/** `helm upgrade --install` takes over any release of the name, also one that is not ours. */
async function foreignRelease(kube: Kube, workflow: string): Promise<Problem[]> {
  const [newest] = await releases(kube, { workflow, namespace: kube.namespace });
  if (newest === undefined || newest.version !== "") return [];
  return [
    {
      code: "RELEASE-FOREIGN",
      message: `Namespace "${kube.namespace}" has a Helm release "${workflow}" that is not a workflow`,
      remedy: "Rename the workflow, or deploy to another namespace with -n",
    },
  ];
}
