import type { System } from "../../cluster/system/system.ts";
import type { EgressRule, PodPeer } from "../../plan/network/network.ts";
import type { Plan } from "../../plan/plan.ts";
import type { Problem } from "../problem.ts";

/** Where admission keeps namespaces closed, or opens some only, a way into another one would be refused halfway. */
export function namespacesClosed(
  { network }: Pick<Plan, "network">,
  { binding, own }: { binding: System | undefined; own: string },
): Problem[] {
  if (binding === undefined) return [];
  const judge = judgeOf(binding, own);
  return network.egress.flatMap((rule) => podsOf(rule).flatMap((peer) => judge(rule, peer) ?? []));
}

function judgeOf({ namespace, closedNamespaces = [], openNamespaces = [] }: System, own: string) {
  const closed = new Set([namespace, ...closedNamespaces]);
  const open = new Set([own, ...openNamespaces]);
  return (rule: EgressRule, peer: PodPeer): Problem | undefined => {
    const name = peer.namespace?.["kubernetes.io/metadata.name"];
    if (name === undefined || (!closed.has(name) && (openNamespaces.length === 0 || open.has(name)))) return undefined;
    if (!closed.has(name)) return notOpenProblem(name, rule, openNamespaces);
    return isOpenToAll(rule, peer, name === namespace) ? undefined : closedProblem(name, rule);
  };
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
