import { addressPeer } from "./address-peer.ts";
import type { AddressPeer, ClosedRange } from "./network.ts";

/** Any public address: private, link-local and metadata ranges are left out, and those that the platform closes. */
export function publicPeers(closed: readonly ClosedRange[]): AddressPeer[] {
  return ["0.0.0.0/0", "::/0"].map((cidr) => addressPeer(cidr, closed));
}
