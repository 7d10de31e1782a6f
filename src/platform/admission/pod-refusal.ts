import type { Kube } from "../../cluster/api/kube.ts";
import { pathsIn } from "../../cluster/api/paths.ts";
import { ruleRemedy } from "../../cluster/api/rule-remedy.ts";
import { statusIn } from "../../cluster/api/status-in.ts";
import type { PodTemplate } from "./pod-template.ts";

/** Why a cluster does not let a pod in, in its own words, and what mends it. */
export type PodRefusal = { said: string; remedy: string };

/**
 * Asks the cluster whether it would let in a pod of this template, and creates nothing: Pod Security, quotas, limits and
 * admission policies all answer. The service account is the default one, for the template's own comes with the release.
 */
export async function podRefusal(kube: Kube, template: PodTemplate): Promise<PodRefusal | undefined> {
  const { metadata, spec } = template;
  const pod = { metadata: { ...metadata, name: "tntc-dry-run" }, spec: { ...spec, serviceAccountName: "default" } };
  const answer = await kube.send({
    method: "POST",
    path: pathsIn(kube.namespace).pods.many(),
    query: { dryRun: "All" },
    body: JSON.stringify({ apiVersion: "v1", kind: "Pod", ...pod }),
  });
  if (answer.status < 400) return undefined;
  const words = statusIn(answer)?.message.trim().replace(/\.$/, "") ?? answer.body.slice(0, 300);
  const said = words.replace(/^pods "[^"]*" is forbidden: /, "");
  // A namespace that is a moment old does not have it yet.
  if (said.includes("error looking up service account")) return undefined;
  const remedy =
    ruleRemedy(said) ??
    remedies.find(([says]) => says.test(said))?.[1](kube) ??
    "Change what refuses it, or use another namespace";
  return { said, remedy };
}

const remedies: [says: RegExp, remedy: (kube: Kube) => string][] = [
  [
    /exceeded quota/,
    (kube) => `Free what the quota counts, or ask for a larger one: ${kube.here("kubectl describe resourcequota")}`,
  ],
  [/violates PodSecurity/, () => "Something adds to pods what the namespace forbids: see what the message names"],
  [
    /(maximum|minimum) (cpu|memory|ephemeral-storage)/,
    (kube) => `Ask for another LimitRange: ${kube.here("kubectl describe limitrange")}`,
  ],
];
