import type { PermissionNeed } from "../../deploy/needed-permissions.ts";

/** One rule of a Role. */
export type RoleRule = { apiGroups: string[]; resources: string[]; verbs: string[] };

/** The rule that grants what is needed. */
export function roleRule({ group, resource, verbs }: PermissionNeed): RoleRule {
  return { apiGroups: [group], resources: [resource], verbs: [...verbs] };
}
