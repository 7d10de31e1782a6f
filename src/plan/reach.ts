import { isLoopback } from "../workflow/addresses/is-loopback.ts";
import { type ContractDrift, contractDrift } from "../workflow/contract-drift.ts";
import { nodesWith } from "../workflow/nodes-with.ts";
import type { Way } from "../workflow/reach/way.ts";
import { waysOf } from "../workflow/reach/ways-of.ts";
import type { CodeReference, Workflow } from "../workflow/workflow.ts";
import { usesOf } from "./drawing/uses-of.ts";
import type { EgressRule, IngressRule, Network, Peer } from "./network/network.ts";
import { targetsOf } from "./network/targets-of.ts";

/** One thing outside that the pods of a workflow can reach. */
export type Reached = {
  /** As declared; absent where only addresses are. */
  host?: string;
  /** E.g. `443/TCP`; none means any. */
  ports: string[];
  /** Where a network policy lets connections go, which knows no names; none where they stay in the pod. */
  addresses: Peer[];
  /** Nodes whose code asks for it; the others could as well, for they share one process. */
  nodes: string[];
  reason: string;
  source: string;
};

/** What a workflow can reach, and who can reach it. */
export type Reach = {
  workflow: string;
  version: string;
  contract: Network["contract"];
  reached: Reached[];
  /** What each node's code asks for: hosts with their ports, or the reason where there is no host. */
  nodes: Record<string, string[]>;
  callers: IngressRule[];
  drift: ContractDrift;
};

/** Everything that a workflow can reach, with the nodes that ask for it. Pure. */
export function reachOf(workflow: Pick<Workflow, "spec" | "imports" | "references">, network: Network): Reach {
  const { spec, references } = workflow;
  const names = Object.keys(spec.nodes);
  const asks = names.map((node) => ({
    node,
    sources: usesOf(spec.nodes[node]?.path ?? "", workflow).map((name) => `contract.dependencies.${name}`),
    hosts: references
      .filter(({ kind, file }) => kind === "host" && nodesWith(workflow, file).includes(node))
      .map(nameOf),
  }));
  const rules = [...network.egress, ...waysOf(spec).flatMap(staysInside)];
  const reached = rules.map((rule): Reached => {
    const ports = (rule.hostPorts ?? rule.ports).map(({ port, protocol }) => `${port}/${protocol}`);
    const nodes = asks.filter(
      ({ sources, hosts }) => sources.includes(rule.source) || hosts.some((host) => targetsOf(rule).includes(host)),
    );
    const { host, to, reason, source } = rule;
    return {
      ...(host === undefined ? {} : { host }),
      ports,
      addresses: to,
      nodes: nodes.map(({ node }) => node),
      reason,
      source,
    };
  });
  return {
    workflow: spec.name,
    version: spec.version,
    contract: network.contract,
    reached,
    nodes: Object.fromEntries(names.map((node) => [node, askedBy(node, rules, reached)])),
    callers: network.ingress,
    drift: contractDrift(workflow),
  };
}

/** What stays in the pod needs no rule of a policy, and is reached all the same. */
function staysInside({ host, ports, reason, source }: Way): EgressRule[] {
  return host !== undefined && isLoopback(host) ? [{ to: [], ports, host, reason, source }] : [];
}

function askedBy(node: string, rules: readonly EgressRule[], reached: readonly Reached[]): string[] {
  const asked = rules.filter((_, index) => reached[index]?.nodes.includes(node));
  return [...new Set(asked.flatMap((rule) => (rule.host === undefined ? [rule.reason] : targetsOf(rule))))];
}

function nameOf({ name }: CodeReference): string {
  return name;
}
