import type { DraftContract } from "../draft.ts";
import type { Problem } from "../problem.ts";
import { badCidr } from "./bad-cidr.ts";
import { labelKeys } from "./label-keys.ts";

const policy = ["contract", "networkPolicy"];

/** Who may call the workflow has to be said clearly: addresses, or pods. */
export function callerRules({ ingress, apiServerCIDRs }: DraftContract): Problem[] {
  return [
    ...ingress.flatMap((caller, index) => (caller ? callerRule(caller, [...policy, "ingress", index]) : [])),
    ...apiServerCIDRs.flatMap((cidr, index) =>
      cidr === undefined ? [] : badCidr(cidr, [...policy, "apiServerCIDRs", index]),
    ),
  ];
}

type Caller = NonNullable<DraftContract["ingress"][number]>;

function callerRule({ fromCIDR, namespace, podSelector }: Caller, path: PropertyKey[]): Problem[] {
  const pods = namespace !== undefined || podSelector !== undefined;
  if (fromCIDR !== undefined && !pods) return badCidr(fromCIDR, [...path, "fromCIDR"]);
  if (pods && fromCIDR === undefined) return labelKeys(podSelector, [...path, "podSelector"]);
  const message = pods ? "A caller is either pods or addresses" : "It is not said who may call";
  const remedy = "Write namespace and podSelector, or fromCIDR alone";
  return [{ code: "CALLER-UNCLEAR", path, message, remedy }];
}
