import { addressPeer } from "./address-peer.ts";

/** Any public address: private, link-local and metadata ranges are left out. */
export const publicPeers = ["0.0.0.0/0", "::/0"].map(addressPeer);
