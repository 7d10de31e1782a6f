import type { System } from "../../cluster/system/system.ts";
import type { EgressRule } from "../../plan/network/network.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Problem } from "../problem.ts";

/** What every workflow may reach of the platform's own namespaces. */
const always = new Set(["dns", "modules"]);

/** Where admission opens some namespaces only, a dependency in another one would be refused halfway. */
export function namespacesClosed(
  { network }: Pick<Plan, "network">,
  { system, own }: { system: System | undefined; own: string },
): Problem[] {
  const { enforce, openNamespaces = [] } = system ?? { enforce: false };
  if (!enforce || openNamespaces.length === 0) return [];
  const open = new Set([own, ...openNamespaces]);
  return network.egress
    .filter(({ source }) => !always.has(source))
    .flatMap((rule) =>
      namespacesOf(rule).flatMap((name) => (open.has(name) ? [] : [problemOf(name, rule, openNamespaces)])),
    );
}

function namespacesOf({ to }: EgressRule): string[] {
  return to.flatMap((peer) => ("pods" in peer ? (peer.namespace?.["kubernetes.io/metadata.name"] ?? []) : []));
}

function problemOf(name: string, { source }: EgressRule, open: readonly string[]): Problem {
  return {
    code: "NAMESPACE-CLOSED",
    message: `The platform keeps namespace "${name}" closed to workflows (${source})`,
    remedy: `Ask the platform team to add it to policies.openNamespaces (open are ${open.join(", ")})`,
  };
}
