import { isForbidden } from "../addresses/is-forbidden.ts";
import { isLoopback } from "../addresses/is-loopback.ts";
import { isPackage } from "../is-package.ts";
import type { Problem } from "../problem.ts";
import type { Dependency } from "../spec.ts";
import { badCidr } from "./bad-cidr.ts";
import { labelKeys } from "./label-keys.ts";

/** Keys that say where a dependency is found in the network. */
export function dependencyPlaces(dependency: Dependency, path: PropertyKey[]): Problem[] {
  const { host, cidrs = [], podSelector } = dependency;
  return [
    ...cidrs.flatMap((cidr, index) => badCidr(cidr, [...path, "cidrs", index])),
    ...labelKeys(podSelector, [...path, "podSelector"]),
    ...(host === undefined ? [] : forbiddenHost(host, [...path, "host"])),
    ...misplaced(dependency, path),
  ];
}

/** Loopback stays in the pod, so it opens nothing. */
function forbiddenHost(host: string, path: PropertyKey[]): Problem[] {
  const bare = host.replace(/^\[|\]$/g, "");
  if (isLoopback(bare) || !isForbidden(bare)) return [];
  const message = `"${host}" is an address where clouds keep their secrets`;
  return [{ code: "HOST-FORBIDDEN", path, message, remedy: "Remove it; a contract cannot open it" }];
}

/** A key that has no effect would be a wall that is not there. */
function misplaced({ protocol, type, cidrs, podSelector, podPort }: Dependency, path: PropertyKey[]): Problem[] {
  const given = { cidrs, podSelector, podPort };
  const pods = ["podSelector", "podPort"] as const;
  const idle = type === "dynamic-target" || isPackage(protocol) ? (["cidrs", ...pods] as const) : cidrs ? pods : [];
  return idle
    .filter((key) => given[key] !== undefined)
    .map((key) => {
      const beside = cidrs && key !== "cidrs" ? 'beside "cidrs"' : `with ${type ?? protocol}`;
      const message = `"${key}" has no effect ${beside}`;
      return { code: "KEY-IDLE", path: [...path, key], on: "key", message, remedy: `Remove "${key}"` };
    });
}
