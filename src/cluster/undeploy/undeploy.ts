import { setTimeout as sleep } from "node:timers/promises";
import { TentacularError } from "../../errors.ts";
import type { Progress } from "../../output/progress.ts";
import type { Kube } from "../api/kube.ts";
import { pathsIn } from "../api/paths.ts";
import type { Helm } from "../helm/helm.ts";
import { withLease } from "../lease/lease.ts";
import { type OwnedObject, objectsOf } from "../objects/objects-of.ts";
import { workflowSelector } from "../objects/workflow-selector.ts";
import type { UndeployPlan } from "./undeploy-plan.ts";

/** How to remove a workflow. */
export type UndeployOptions = { keepSecrets: boolean; progress: Progress; signal?: AbortSignal | undefined };

/** What is gone now. */
export type Undeployed = Omit<UndeployPlan, "objects"> & { deleted: string[] };

const podsGoneMs = 90_000;

/** Removes all that the plan names, under the lease, and waits until the last pod has ended. */
export async function undeploy(
  kube: Kube,
  helm: Helm,
  { plan, keepSecrets, progress, signal }: UndeployOptions & { plan: UndeployPlan },
): Promise<Undeployed> {
  const { workflow } = plan;
  return await withLease(kube, { workflow, action: "undeploy", progress, signal }, async (lease) => {
    if (plan.revisions > 0) {
      progress.step(`Uninstalling release ${workflow}`);
      await helm.until(lease.signal).uninstall(workflow);
    }
    await lease.assertHeld();
    await removeLeftovers(kube, workflow, keepSecrets);
    progress.step("Waiting for the last pods to end");
    await podsGone(kube, workflow, lease.signal);
    const { objects, ...facts } = plan;
    return { ...facts, deleted: objects.filter(notTheLease(workflow)).map(({ kind, name }) => `${kind}/${name}`) };
  });
}

/** What Helm does not know or leaves: code ConfigMaps are hooks, Secret and Lease are ours, Jobs may be run by hand. */
async function removeLeftovers(kube: Kube, workflow: string, keepSecrets: boolean): Promise<void> {
  const left = (await objectsOf(kube, workflow)).filter(notTheLease(workflow));
  const kept = ({ kind, name }: OwnedObject) => keepSecrets && kind === "Secret" && name === `${workflow}-secrets`;
  const paths = pathsIn(kube.namespace);
  const remove = ({ plural, name, uid }: OwnedObject) => kube.remove(paths[plural].one(name), { uid });
  await Promise.all(left.filter((each) => !kept(each)).map(remove));
}

/** The lease is what we hold; it goes when we let go. */
function notTheLease(workflow: string): (each: OwnedObject) => boolean {
  return ({ kind, name }) => kind !== "Lease" || name !== `${workflow}-deploy`;
}

async function podsGone(kube: Kube, workflow: string, signal: AbortSignal): Promise<void> {
  const until = Date.now() + podsGoneMs;
  const labels = workflowSelector(workflow);
  for (;;) {
    const pods = await kube.listMetadata(pathsIn(kube.namespace).pods.many(), { labels });
    if (pods.length === 0) return;
    if (Date.now() > until) {
      throw new TentacularError(`The pods of "${workflow}" do not end: ${pods.map(({ name }) => name).join(", ")}`, {
        code: "PODS-REMAIN",
        remedy: "All else is removed; look at the node that the pods run on",
        exit: "timeout",
      });
    }
    if (signal.aborted) throw removedButForPods(kube, workflow, signal.reason);
    await sleep(250);
  }
}

/** Nothing is left to be done again: pods end by themselves. */
function removedButForPods(kube: Kube, workflow: string, cause: unknown): TentacularError {
  const pods = kube.here(`kubectl get pods -l ${workflowSelector(workflow)}`);
  return new TentacularError(`Interrupted; "${workflow}" is removed, and its last pods are still ending`, {
    code: "INTERRUPTED",
    remedy: `There is nothing left to do; see them end: ${pods}`,
    exit: "interrupted",
    cause,
  });
}
