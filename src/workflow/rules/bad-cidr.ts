import { isCidr } from "../is-cidr.ts";
import type { Problem } from "../problem.ts";

/** Says so when a text is no range of addresses. */
export function badCidr(cidr: string, path: PropertyKey[]): Problem[] {
  if (isCidr(cidr)) return [];
  return [
    { code: "CIDR-BAD", path, message: `"${cidr}" is not a range of addresses`, remedy: 'Write e.g. "10.20.0.0/16"' },
  ];
}
