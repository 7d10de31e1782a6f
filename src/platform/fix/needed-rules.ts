import { neededPermissions } from "../../deploy/needed-permissions.ts";
import { type RoleRule, roleRule } from "./role-rule.ts";

const cron = { jobName: "any", schedule: "0 3 * * *", input: {} };

/** What a deploy cannot do without, cron triggers included. */
export function neededRules(): RoleRule[] {
  return neededPermissions({ triggers: { manual: true, cron: [cron] } }).map(roleRule);
}
