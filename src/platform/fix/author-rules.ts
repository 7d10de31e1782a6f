import { usefulPermissions } from "../../deploy/useful-permissions.ts";
import { neededRules } from "./needed-rules.ts";
import { type RoleRule, roleRule } from "./role-rule.ts";

/** What an author is given: all that a deploy needs, and what lets it do more. */
export function authorRules(): RoleRule[] {
  return [...neededRules(), ...usefulPermissions.map(roleRule)];
}
