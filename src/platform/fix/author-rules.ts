import { neededPermissions } from "../../deploy/needed-permissions.ts";
import { usefulPermissions } from "../../deploy/useful-permissions.ts";

/** One rule of a Role. */
export type RoleRule = { apiGroups: string[]; resources: string[]; verbs: string[] };

const cron = { jobName: "any", schedule: "0 3 * * *", input: {} };

/** Exactly what a deploy does, cron triggers included. */
export function authorRules(): RoleRule[] {
  const needs = [...neededPermissions({ triggers: { manual: true, cron: [cron] } }), ...usefulPermissions];
  return needs.map(({ group, resource, verbs }) => ({ apiGroups: [group], resources: [resource], verbs: [...verbs] }));
}
