import { covers } from "./covers.ts";
import { forbidden } from "./forbidden.ts";
import { rangeOf } from "./range-of.ts";

/** Whether an address, or all of a range, is one that no contract can open. */
export function isForbidden(text: string): boolean {
  const range = rangeOf(text);
  return range !== undefined && forbidden.some((each) => covers(each, range));
}
