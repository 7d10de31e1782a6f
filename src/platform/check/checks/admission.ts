import { parseAllDocuments } from "yaml";
import { z } from "zod";
import { may } from "../../../cluster/api/may.ts";
import type { Helm } from "../../../cluster/helm/helm.ts";
import { runtimeClassExists } from "../../../cluster/objects/runtime-class-exists.ts";
import { workflowChart } from "../../../deploy/chart.ts";
import { TentacularError } from "../../../errors.ts";
import { valuesOf } from "../../../plan/values.ts";
import { podRefusal } from "../../admission/pod-refusal.ts";
import { type PodTemplate, podTemplate } from "../../admission/pod-template.ts";
import type { Check } from "../check.ts";
import type { CheckGround } from "../check-ground.ts";

const id = "admission";
const noCode = { digest: `sha256:${"0".repeat(64)}`, files: [], bytes: 0 };

const deployment = z.object({ kind: z.literal("Deployment"), spec: z.object({ template: podTemplate }) });

/**
 * Whether the cluster would let in the pod that the workflow chart makes: Pod Security, quotas, limits and admission
 * policies are all asked by a dry run, which creates nothing.
 */
export async function admissionCheck(ground: CheckGround): Promise<Check[]> {
  const { kube, namespace, helm } = ground;
  // Without Helm nothing is deployed, and another check says so.
  if (helm instanceof TentacularError) return [];
  if (namespace.state === "missing" || namespace.state === "ending") return [];
  if (!(await may(kube, { group: "", resource: "pods", verb: "create" }))) {
    const remedy = "Ask somebody who may create pods in the namespace to run this check";
    return [{ id, state: "skip", message: "Admission of pods not tried: no permission to create pods", remedy }];
  }
  const refusal = await podRefusal(kube, await workflowPod(helm, ground));
  if (refusal === undefined) return [{ id, state: "pass", message: "Pods of workflows are let in" }];
  if (await isToldAlready(refusal.said, ground)) return [];
  return [{ id, state: "fail", message: `Pods of workflows are refused: ${refusal.said}`, remedy: refusal.remedy }];
}

async function workflowPod(helm: Helm, { plan, settings }: CheckGround): Promise<PodTemplate> {
  const values = valuesOf(plan, noCode, { image: settings.image ?? "tentacular-engine" });
  const manifests = await helm.template(plan.workflow.name, { ...workflowChart(settings), values });
  // As Helm reads it: 0440 is octal.
  const documents = parseAllDocuments(manifests, { version: "1.1" }).map((document): unknown => document.toJS());
  const found = documents.flatMap((each) => deployment.safeParse(each).data ?? [])[0];
  return podTemplate.parse(found?.spec.template);
}

/** A RuntimeClass that is seen to be missing has a check of its own. */
async function isToldAlready(said: string, { kube, plan }: CheckGround): Promise<boolean> {
  if (!plan.runtimeClass || !/RuntimeClass "[^"]*" not found/.test(said)) return false;
  return (await runtimeClassExists(kube, plan.runtimeClass)) === false;
}
