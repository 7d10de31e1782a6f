import type { System } from "../../cluster/system/system.ts";
import type { EgressRule, PodPeer } from "../../plan/network/network.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Problem } from "../problem.ts";

/** What every workflow may reach of the platform's own namespaces, as the plan derives it. */
const always = new Set(["dns", "modules"]);

/** Whose namespaces: the platform's, and the workflow's own. */
export type NamespacesClosedOptions = { system: System | undefined; own: string };

/** Where admission keeps namespaces closed, or opens some only, a dependency in another one would be refused halfway. */
export function namespacesClosed(
  { network }: Pick<Plan, "network">,
  { system, own }: NamespacesClosedOptions,
): Problem[] {
  if (!system?.enforce) return [];
  const { namespace, closedNamespaces = [], openNamespaces = [] } = system;
  const closed = new Set([namespace, ...closedNamespaces]);
  const open = new Set([own, ...openNamespaces]);
  return network.egress
    .filter(({ source }) => !always.has(source))
    .flatMap((rule) =>
      podsOf(rule).flatMap((peer) => {
        const name = peer.namespace?.["kubernetes.io/metadata.name"];
        if (name === undefined) return [];
        if (closed.has(name)) return isOpenToAll(rule, peer, name === namespace) ? [] : [closedProblem(name, rule)];
        return openNamespaces.length === 0 || open.has(name) ? [] : [notOpenProblem(name, rule, openNamespaces)];
      }),
    );
}

function podsOf({ to }: EgressRule): PodPeer[] {
  return to.filter((peer) => "pods" in peer);
}

/** Of the system's namespace the module proxy, of all others that are closed whatever answers as DNS. */
function isOpenToAll({ ports }: EgressRule, { pods }: PodPeer, isSystem: boolean): boolean {
  const only = (number: number) => ports.length > 0 && ports.every(({ port }) => port === number);
  return isSystem ? pods["app.kubernetes.io/name"] === "esm-sh" && only(8080) : only(53);
}

function closedProblem(name: string, { source }: EgressRule): Problem {
  return {
    code: "NAMESPACE-CLOSED",
    message: `The platform keeps its namespace "${name}" closed to workflows (${source})`,
    remedy: "Take it out of the contract: DNS and the module proxy are open without being declared, all else is not",
  };
}

function notOpenProblem(name: string, { source }: EgressRule, open: readonly string[]): Problem {
  return {
    code: "NAMESPACE-CLOSED",
    message: `The platform keeps namespace "${name}" closed to workflows (${source})`,
    remedy: `Ask the platform team to add it to policies.openNamespaces (open are ${open.join(", ")})`,
  };
}
