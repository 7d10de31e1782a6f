import type { Draft } from "../draft.ts";
import type { Problem } from "../problem.ts";
import { badCidr } from "./bad-cidr.ts";
import { callerRules } from "./callers.ts";
import { dependencyRules } from "./dependency.ts";
import { localHosts } from "./local-hosts.ts";

/** What a contract must say. Without one the whole web is open, which is worth a warning. */
export function contractRules(draft: Draft): Problem[] {
  const { contract } = draft;
  if (!contract) return [noContract];
  return [
    ...[...contract.dependencies].flatMap(([name, dependency]) =>
      dependency ? dependencyRules(name, dependency) : [],
    ),
    ...localHosts(draft),
    ...contract.egress.flatMap((way, index) => {
      const path = ["contract", "networkPolicy", "additionalEgress", index, "toCIDR"];
      return way ? badCidr(way.toCIDR, path) : [];
    }),
    ...callerRules(contract),
  ];
}

const noContract: Problem = {
  code: "CONTRACT-NONE",
  severity: "warning",
  path: [],
  message: "There is no contract, so the nodes may reach any public host on ports 80 and 443",
  remedy: "Add 'contract: {version: \"1\", dependencies: {}}' and what the nodes may touch",
};
