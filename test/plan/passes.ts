import type { Peer } from "../../src/plan/network/network.ts";
import { covers } from "../../src/workflow/addresses/covers.ts";
import { rangeOf } from "../../src/workflow/addresses/range-of.ts";

/** Whether a connection to an address passes these peers, as a policy would see it. */
export function passes(peers: Peer[], address: string): boolean {
  const target = rangeOf(address);
  const within = (cidr: string) => {
    const range = rangeOf(cidr);
    return range !== undefined && target !== undefined && covers(range, target);
  };
  return peers.some((peer) => "cidr" in peer && within(peer.cidr) && !peer.except?.some(within));
}
