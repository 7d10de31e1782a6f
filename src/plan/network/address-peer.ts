import { covers } from "../../workflow/addresses/covers.ts";
import { forbidden } from "../../workflow/addresses/forbidden.ts";
import { type Range, rangeOf } from "../../workflow/addresses/range-of.ts";
import { rangeText } from "../../workflow/addresses/range-text.ts";
import { reserved } from "../../workflow/addresses/reserved.ts";
import type { AddressPeer, ClosedRange } from "./network.ts";

/**
 * A declared range of addresses, or one address, as a peer. Private and link-local ranges within a wider one are left
 * out, and those that the platform closes: `0.0.0.0/0` means the internet, and `10.0.0.0/8` means what it says.
 */
export function addressPeer(cidr: string, closed: readonly ClosedRange[] = []): AddressPeer {
  const range = rangeOf(cidr);
  if (!range) return { cidr };
  const closedRanges = closed.flatMap((each) => rangeOf(each.cidr) ?? []);
  const inner = [...reserved, ...forbidden, ...closedRanges].filter(
    (each) => each.bits > range.bits && covers(range, each),
  );
  const except = inner.filter(
    (each, at) => !inner.some((other, index) => index !== at && stands(other, each, index < at)),
  );
  return { cidr: rangeText(range), ...(except.length === 0 ? {} : { except: except.map(rangeText) }) };
}

/** Whether a range already says what another one would: it is wider, or the same and said before. */
function stands(other: Range, each: Range, before: boolean): boolean {
  return covers(other, each) && (before || other.bits < each.bits);
}
