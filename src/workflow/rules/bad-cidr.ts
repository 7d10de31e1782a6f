import { isForbidden } from "../addresses/is-forbidden.ts";
import { rangeOf } from "../addresses/range-of.ts";
import type { Problem } from "../problem.ts";

/** Says so when a text is no range of addresses, or one that nobody may open. */
export function badCidr(cidr: string, path: PropertyKey[]): Problem[] {
  const range = cidr.includes("/") ? rangeOf(cidr) : undefined;
  if (!range) {
    const remedy = rangeOf(cidr) ? `Write "${cidr}/${cidr.includes(":") ? 128 : 32}"` : 'Write e.g. "10.20.0.0/16"';
    return [{ code: "CIDR-BAD", path, message: `"${cidr}" is not a range of addresses`, remedy }];
  }
  if (!isForbidden(cidr)) return [];
  const message = `"${cidr}" lies where machines talk to themselves and clouds keep their secrets`;
  return [{ code: "CIDR-FORBIDDEN", path, message, remedy: "Remove it; a contract cannot open it" }];
}
