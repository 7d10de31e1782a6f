import { z } from "zod";
import type { Person } from "../person.ts";

const all = "create delete get list patch update watch";
const look = "get list watch";

/** All that an author may do in a namespace of workflows, besides what every user may ask about oneself. */
export const rights: Record<string, string> = {
  configmaps: all,
  "cronjobs.batch": all,
  "deployments.apps": all,
  events: look,
  "jobs.batch": "delete get list watch",
  "leases.coordination.k8s.io": "create delete get list update",
  limitranges: look,
  namespaces: "get",
  "networkpolicies.networking.k8s.io": all,
  pods: "delete get list watch",
  "pods/exec": "create get",
  "pods/log": look,
  "replicasets.apps": look,
  resourcequotas: look,
  "runtimeclasses.node.k8s.io": "get list",
  secrets: all,
  serviceaccounts: all,
  services: all,
  "services/proxy": "create get",
};

const review = z.object({
  status: z.object({
    resourceRules: z.array(
      z.object({ apiGroups: z.array(z.string()), resources: z.array(z.string()), verbs: z.array(z.string()) }),
    ),
  }),
});

/** The same of somebody, in this namespace. */
export async function rightsOf({ attempts }: Pick<Person, "attempts">, namespace: string): Promise<typeof rights> {
  const path = "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews";
  const { body } = await attempts({ method: "POST", path, body: JSON.stringify({ spec: { namespace } }), query: {} });
  const verbs = new Map<string, Set<string>>();
  for (const rule of review.parse(JSON.parse(body)).status.resourceRules) {
    for (const group of rule.apiGroups.filter((each) => !each.startsWith("auth"))) {
      for (const resource of rule.resources) {
        const key = group === "" ? resource : `${resource}.${group}`;
        verbs.set(key, new Set([...(verbs.get(key) ?? []), ...rule.verbs]));
      }
    }
  }
  return Object.fromEntries([...verbs].sort().map(([key, found]) => [key, [...found].sort().join(" ")]));
}
