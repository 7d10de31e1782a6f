import { rangeOf } from "./range-of.ts";

/**
 * Ranges that no public host has. A rule for public addresses leaves them out, and so does a declared range that is
 * wider than one of them: whoever wants a private range says it.
 */
export const reserved = [
  "0.0.0.0/8", // this network
  "10.0.0.0/8", // private
  "100.64.0.0/10", // carriers' own, also pods of some clouds, and the metadata of one
  "127.0.0.0/8", // loopback
  "168.63.129.16/32", // the platform's own server in one cloud, though its address looks public
  "169.254.0.0/16", // link-local: metadata of most clouds
  "172.16.0.0/12", // private
  "192.0.0.0/24", // protocol assignments, and the metadata of one cloud
  "192.168.0.0/16", // private
  "198.18.0.0/15", // laboratories
  "224.0.0.0/4", // multicast
  "240.0.0.0/4", // reserved
  "::/8", // loopback, and IPv4 addresses in IPv6 clothes
  "2001::/32", // Teredo: any IPv4 address
  "2002::/16", // 6to4: any IPv4 address
  "fc00::/7", // private
  "fe80::/10", // link-local
  "fec0::/10", // private, once
  "ff00::/8", // multicast
].flatMap((text) => rangeOf(text) ?? []);
