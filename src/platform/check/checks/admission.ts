import { parseAllDocuments } from "yaml";
import { z } from "zod";
import { may } from "../../../cluster/api/may.ts";
import { pathsIn } from "../../../cluster/api/paths.ts";
import type { Helm } from "../../../cluster/helm/helm.ts";
import { workflowChart } from "../../../deploy/chart.ts";
import { TentacularError } from "../../../errors.ts";
import { valuesOf } from "../../../plan/values.ts";
import type { Check } from "../check.ts";
import type { CheckGround } from "../check-ground.ts";

const id = "admission";
const noCode = { digest: `sha256:${"0".repeat(64)}`, files: [], bytes: 0 };

const pod = z.object({ metadata: z.looseObject({}), spec: z.looseObject({}) });
const deployment = z.object({ kind: z.literal("Deployment"), spec: z.object({ template: pod }) });
const status = z.object({ message: z.string() });

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
  const answer = await kube.send({
    method: "POST",
    path: pathsIn(kube.namespace).pods.many(),
    query: { dryRun: "All" },
    body: JSON.stringify(await workflowPod(helm, ground)),
  });
  if (answer.status < 400) return [{ id, state: "pass", message: "Pods of workflows are let in" }];
  const said = messageOf(answer.body).replace(/^pods "[^"]*" is forbidden: /, "");
  // Another check says so already, with its remedy.
  return /RuntimeClass "[^"]*" not found/.test(said) ? [] : [refused(said)];
}

/** As the Deployment would make it, but for its own service account, which comes with a deploy. */
async function workflowPod(helm: Helm, { plan, settings }: CheckGround): Promise<object> {
  const values = valuesOf(plan, noCode, { image: settings.image ?? "tentacular-engine" });
  const manifests = await helm.template(plan.workflow.name, { ...workflowChart(settings), values });
  const documents = parseAllDocuments(manifests).map((document): unknown => document.toJS());
  const found = documents.flatMap((each) => deployment.safeParse(each).data ?? [])[0];
  const { metadata, spec } = pod.parse(found?.spec.template);
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { ...metadata, name: "tntc-cluster-check" },
    spec: { ...spec, serviceAccountName: "default" },
  };
}

const remedies: [says: RegExp, remedy: string][] = [
  [/exceeded quota/, "Free what the quota counts, or ask for a larger one: kubectl describe resourcequota"],
  [/violates PodSecurity/, "Something adds to pods what the namespace forbids: see what the message names"],
  [/ValidatingAdmissionPolicy/, "Do what the policy asks, or ask who manages the cluster"],
  [/(maximum|minimum) (cpu|memory|ephemeral-storage)/, "Ask for another LimitRange: kubectl describe limitrange"],
];

function refused(said: string): Check {
  const remedy = remedies.find(([says]) => says.test(said))?.[1] ?? "Change what refuses it, or use another namespace";
  return { id, state: "fail", message: `Pods of workflows are refused: ${said}`, remedy };
}

function messageOf(body: string): string {
  try {
    return status.parse(JSON.parse(body)).message.trim().replace(/\.$/, "");
  } catch {
    return body.slice(0, 300);
  }
}
