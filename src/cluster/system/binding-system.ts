import { exists } from "../api/exists.ts";
import type { Kube } from "../api/kube.ts";
import { may } from "../api/may.ts";
import { pathsIn } from "../api/paths.ts";
import type { System } from "./system.ts";

/**
 * The system where its admission judges what this user makes in this namespace, else undefined: it holds in the
 * platform's namespaces, which have its default deny, for all who may not change its rules.
 */
export async function bindingSystem(kube: Kube, system: System | undefined): Promise<System | undefined> {
  if (!system?.enforce) return undefined;
  const rules = {
    group: "admissionregistration.k8s.io",
    resource: "validatingadmissionpolicies",
    verb: "update",
    name: "tentacular-system-pods",
  };
  const path = pathsIn(kube.namespace).networkpolicies.one("tentacular-default-deny");
  const [there, exempt] = await Promise.all([exists(kube, path), may(kube, rules, "")]);
  return there !== false && !exempt ? system : undefined;
}
