import { z } from "zod";
import type { Kube } from "../../cluster/api/kube.ts";
import { may } from "../../cluster/api/may.ts";
import type { Problem } from "../../deploy/problem.ts";
import { podRefusal } from "../admission/pod-refusal.ts";
import { podTemplate } from "../admission/pod-template.ts";
import { namespaceState } from "../namespace-state.ts";
import type { ManifestObject } from "./manifest-objects.ts";

const deployment = z.object({ spec: z.object({ template: podTemplate }) });

/** Deployments whose pods the cluster would not let in: Helm would call them installed, and nothing would ever run. */
export async function podsRefused(kube: Kube, objects: ManifestObject[]): Promise<Problem[]> {
  const deployments = objects.filter(({ kind }) => kind === "Deployment");
  if (deployments.length === 0 || (await namespaceState(kube, kube.namespace)).state === "missing") return [];
  // Deployments make pods also for those who may not.
  if (!(await may(kube, { group: "", resource: "pods", verb: "create" }))) return [];
  const found = await Promise.all(deployments.map((each) => refused(kube, each)));
  return found.flat();
}

async function refused(kube: Kube, { name, text }: ManifestObject): Promise<Problem[]> {
  const refusal = await podRefusal(kube, deployment.parse(JSON.parse(text)).spec.template);
  if (refusal === undefined) return [];
  const message = `Pods of "${name}" would be refused: ${refusal.said}`;
  return [{ code: "PODS-REFUSED", message, remedy: refusal.remedy }];
}
