import { z } from "zod";
import type { Kube } from "../cluster/api/kube.ts";
import { KubeRefusal } from "../cluster/api/kube-refusal.ts";
import type { Helm } from "../cluster/helm/helm.ts";
import { releases } from "../cluster/release/releases.ts";
import type { Progress } from "../output/progress.ts";
import type { Plan } from "../plan/plan.ts";
import type { LocalSecrets } from "../secrets/local-secrets.ts";
import { missingSecrets } from "../secrets/missing-secrets.ts";
import { readSecretObject } from "../secrets/read-secret-object.ts";
import { checkImage } from "./check-image.ts";
import { missingPermissions } from "./missing-permissions.ts";
import { type Problem, refuse } from "./problem.ts";

/** What is about to be deployed, and where to. */
export type PreflightOptions = {
  plan: Plan;
  image: string | undefined;
  /** The image's registry has no TLS. */
  plainHttp: boolean;
  local: LocalSecrets | undefined;
  helm: Helm;
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
  const [helmVersion, checked, ...found] = await Promise.all([
    options.helm.version(),
    checkImage(kube, options),
    namespaceMissing(kube),
    foreignRelease(kube, plan.workflow.name),
    runtimeClassMissing(kube, plan.runtimeClass),
    secretsMissing(kube, options),
    missingPermissions(kube, plan),
  ]);
  if (checked.note) progress.warn(checked.note);
  refuse([...found.flat(), ...(checked.problem ? [checked.problem] : [])]);
  progress.done(`Preflight: Helm ${helmVersion}, namespace, permissions, secrets, image`);
  return { image: checked.image, helmVersion };
}

async function namespaceMissing(kube: Kube): Promise<Problem[]> {
  if (await exists(kube, `/api/v1/namespaces/${encodeURIComponent(kube.namespace)}`)) return [];
  return [
    {
      code: "NAMESPACE-MISSING",
      message: `There is no namespace "${kube.namespace}" in ${kube.context}`,
      remedy: `kubectl create namespace ${kube.namespace}, or name another with -n`,
    },
  ];
}

async function runtimeClassMissing(kube: Kube, name: string | undefined): Promise<Problem[]> {
  if (!name || (await exists(kube, `/apis/node.k8s.io/v1/runtimeclasses/${encodeURIComponent(name)}`))) return [];
  return [
    {
      code: "RUNTIME-CLASS-MISSING",
      message: `The cluster has no RuntimeClass "${name}"`,
      remedy: 'Install it, name another with --runtime-class, or do without: --runtime-class ""',
    },
  ];
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

async function secretsMissing(kube: Kube, { plan, local }: PreflightOptions): Promise<Problem[]> {
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
      remedy: `Add to .secrets.yaml beside workflow.yaml, or to the Secret "${plan.workflow.name}-secrets"`,
    },
  ];
}

/** Whoever may not look gets the benefit of the doubt. */
async function exists(kube: Kube, path: string): Promise<boolean> {
  try {
    return (await kube.get(path, z.object({}))) !== undefined;
  } catch (error) {
    if (error instanceof KubeRefusal && error.status === 403) return true;
    throw error;
  }
}
