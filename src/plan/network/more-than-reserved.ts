import { covers } from "../../workflow/addresses/covers.ts";
import { rangeOf } from "../../workflow/addresses/range-of.ts";
import { reserved } from "../../workflow/addresses/reserved.ts";
import type { ClosedRange } from "./network.ts";

/** Closed ranges without those that no rule for public hosts opens anyway, and without what is no range. */
export function moreThanReserved(closed: readonly ClosedRange[] = []): ClosedRange[] {
  return closed.filter(({ cidr }) => {
    const range = rangeOf(cidr);
    return range !== undefined && !reserved.some((each) => covers(each, range));
  });
}
