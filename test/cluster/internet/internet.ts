import type { Site } from "../site.ts";
import { hosts, metadataAddress, ports, privateAddress, publicHosts, resolver } from "./addresses.ts";
import { internetAuthority } from "./authority.ts";
import { inquire } from "./inquire.ts";
import type { Seen } from "./seen.ts";

/** The internet of a cluster, as a test sees it. Deno in the tests' images trusts its certificates. */
export type Internet = {
  hosts: typeof hosts;
  publicHosts: typeof publicHosts;
  ports: typeof ports;
  privateAddress: string;
  metadataAddress: string;
  resolver: typeof resolver;
  /** Path of the certificate that vouches for its servers. */
  certificate(): Promise<string>;
  /** The visits from this address that its servers have had. */
  visits(from: string): Promise<Seen[]>;
};

/** The internet of this cluster. */
export function internetOf(site: Site): Internet {
  return {
    hosts,
    publicHosts,
    ports,
    privateAddress,
    metadataAddress,
    resolver,
    certificate: async () => (await internetAuthority()).certificate,
    visits: async (from) => (await inquire(site)).filter((visit) => visit.from === from),
  };
}
