import type { Peer } from "../plan/network/network.ts";

/** Whom a rule of the network is about, e.g. `public`, `10.20.0.0/16`, `pods of data with app=pg`. */
export function peerText(peers: readonly Peer[]): string {
  return [...new Set(peers.map(one))].join(", ");
}

function one(peer: Peer): string {
  if ("cidr" in peer) return /^(0\.0\.0\.0|::)\/0$/.test(peer.cidr) ? "public" : peer.cidr;
  const role = peer.pods["tentacular.dev/role"];
  if (role !== undefined && peer.namespace === undefined) return `own ${role} pods`;
  const labels = Object.entries(peer.pods).map(([key, value]) => `${key}=${value}`);
  const namespace = Object.values(peer.namespace ?? {}).join(",") || "its own namespace";
  return `pods of ${namespace}${labels.length === 0 ? "" : ` with ${labels.join(",")}`}`;
}
