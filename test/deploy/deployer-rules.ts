import { neededPermissions } from "../../src/deploy/needed-permissions.ts";
import type { Plan } from "../../src/plan/plan.ts";
import type { Rule } from "./limited-user.ts";

/** Just the verbs that preflight asks for, as rules of a Role. */
export function deployerRules(triggers: Plan["triggers"]): Rule[] {
  return neededPermissions({ triggers }).map(({ group, resource, verbs }) => ({
    apiGroups: [group],
    resources: [resource],
    verbs: [...verbs],
  }));
}
