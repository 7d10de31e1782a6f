import type { System } from "../../cluster/system/system.ts";
import type { AddressPeer, EgressRule, Peer } from "../../plan/network/network.ts";
import type { Plan } from "../../plan/plan.ts";
import { covers } from "../../workflow/addresses/covers.ts";
import { type Range, rangeOf } from "../../workflow/addresses/range-of.ts";
import type { Problem } from "../problem.ts";

/** Where admission keeps ranges closed, a declared range that lies in one of them would be refused halfway. */
export function addressesClosed({ network }: Pick<Plan, "network">, binding: System | undefined): Problem[] {
  if (binding === undefined) return [];
  const [closed, allowed] = [rangesOf(binding.closedCIDRs), rangesOf(binding.allowedCIDRs)];
  return network.egress.flatMap((rule) => {
    const refused = rule.to.filter(isAddress).filter(({ cidr }) => {
      const range = rangeOf(cidr);
      return range !== undefined && within(range, closed) && !within(range, allowed);
    });
    return refused.length === 0 ? [] : [problemOf(rule, refused, binding)];
  });
}

function problemOf({ source }: EgressRule, refused: readonly AddressPeer[], { allowedCIDRs = [] }: System): Problem {
  const named = refused.map(({ cidr }) => `"${cidr}"`).join(", ");
  const allowed = allowedCIDRs.length === 0 ? "none are allowed yet" : `allowed are ${allowedCIDRs.join(", ")}`;
  return {
    code: "ADDRESSES-CLOSED",
    message: `The platform keeps ${named} closed to workflows (${source})`,
    remedy: `Ask the platform team to add what is needed to policies.allowedCIDRs (${allowed}), or declare addresses that are open`,
  };
}

function rangesOf(cidrs: readonly string[] = []): Range[] {
  return cidrs.flatMap((cidr) => rangeOf(cidr) ?? []);
}

function within(range: Range, ranges: readonly Range[]): boolean {
  return ranges.some((each) => covers(each, range));
}

function isAddress(peer: Peer): peer is AddressPeer {
  return "cidr" in peer;
}
