import { exists } from "../../cluster/api/exists.ts";
import type { Kube } from "../../cluster/api/kube.ts";
import { may } from "../../cluster/api/may.ts";
import { pathsIn } from "../../cluster/api/paths.ts";
import type { System } from "../../cluster/system/system.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Problem } from "../problem.ts";

/** Where admission demands a sandbox of pods, others are refused halfway; not so those of who may change the rules. */
export async function runtimeClassRefused(
  kube: Kube,
  { runtimeClass = "" }: Pick<Plan, "runtimeClass">,
  system: System | undefined,
): Promise<Problem[]> {
  const demanded = system?.enforce ? system.runtimeClass : undefined;
  if (!demanded || runtimeClass === demanded || !(await holds(kube))) return [];
  return [
    {
      code: "RUNTIME-CLASS-REFUSED",
      message: `The platform lets in pods under RuntimeClass "${demanded}" only, and this workflow asks for ${runtimeClass ? `"${runtimeClass}"` : "none"}`,
      remedy: "Leave out --runtime-class, deployment.runtimeClass in workflow.yaml, and runtime_class in the settings",
    },
  ];
}

/** The rules hold in the platform's namespaces, which have its default deny, for all who may not change them. */
async function holds(kube: Kube): Promise<boolean> {
  const rules = {
    group: "admissionregistration.k8s.io",
    resource: "validatingadmissionpolicies",
    verb: "update",
    name: "tentacular-system-pods",
  };
  const path = pathsIn(kube.namespace).networkpolicies.one("tentacular-default-deny");
  const [there, exempt] = await Promise.all([exists(kube, path), may(kube, rules, "")]);
  return there !== false && !exempt;
}
