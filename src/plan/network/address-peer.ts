import { covers } from "../../workflow/addresses/covers.ts";
import { forbidden } from "../../workflow/addresses/forbidden.ts";
import { rangeOf } from "../../workflow/addresses/range-of.ts";
import { rangeText } from "../../workflow/addresses/range-text.ts";
import { reserved } from "../../workflow/addresses/reserved.ts";
import type { AddressPeer } from "./network.ts";

/**
 * A declared range of addresses, or one address, as a peer. Private and link-local ranges within a wider one are left
 * out: `0.0.0.0/0` means the internet, and `10.0.0.0/8` means what it says.
 */
export function addressPeer(cidr: string): AddressPeer {
  const range = rangeOf(cidr);
  if (!range) return { cidr };
  const inner = [...reserved, ...forbidden].filter((each) => each.bits > range.bits && covers(range, each));
  const inside = inner.filter((each, at) => !inner.some((other, index) => index < at && covers(other, each)));
  return { cidr: rangeText(range), ...(inside.length === 0 ? {} : { except: inside.map(rangeText) }) };
}
