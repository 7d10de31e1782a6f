import { z } from "zod";
import type { Kube } from "../../cluster/api/kube.ts";
import { authorRole, authorRoleName } from "./author-role.ts";
import { neededRules } from "./needed-rules.ts";
import type { RoleRule } from "./role-rule.ts";

const list = z.array(z.string()).default([]);
const role = z.object({
  rules: z
    .array(z.object({ apiGroups: list, resources: list, verbs: list }))
    .nullish()
    .transform((rules) => rules ?? []),
});

/**
 * Creates the Role that a deploy needs. One that is there and holds less stays as it is: whoever is bound to it would
 * get more by our hand.
 */
export async function fixAuthorRole(kube: Kube): Promise<string[]> {
  const roles = `/apis/rbac.authorization.k8s.io/v1/namespaces/${encodeURIComponent(kube.namespace)}/roles`;
  const there = await kube.get(`${roles}/${authorRoleName}`, role);
  if (there === undefined) {
    await kube.create(roles, authorRole(kube.namespace));
    return [
      `Created Role "${authorRoleName}"; give it to an author: ` +
        kube.onCluster(`kubectl create rolebinding AUTHOR --role=${authorRoleName} --user=AUTHOR -n ${kube.namespace}`),
    ];
  }
  const missing = lacking(there.rules);
  if (missing.length === 0) return [];
  return [`Left Role "${authorRoleName}" as it is, though a deploy also needs: ${missing.join(", ")}`];
}

function lacking(rules: RoleRule[]): string[] {
  return neededRules().flatMap(({ apiGroups: [group = ""], resources: [resource = ""], verbs }) =>
    verbs
      .filter((verb) => !rules.some((rule) => grants(rule, { group, resource, verb })))
      .map((verb) => `${verb} ${group ? `${resource}.${group}` : resource}`),
  );
}

function grants(rule: RoleRule, { group, resource, verb }: { group: string; resource: string; verb: string }): boolean {
  const has = (all: string[], one: string) => all.includes(one) || all.includes("*");
  return has(rule.apiGroups, group) && has(rule.resources, resource) && has(rule.verbs, verb);
}
