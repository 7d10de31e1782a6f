import { inNamespace } from "./network.ts";
import { run } from "./run.ts";
import type { Site } from "./site.ts";

/** Packets that get lost: the pod's address, and where they would have gone. */
export type Lost = { from: string; to: string };

/** However a test ends, nothing is dropped for longer. */
const longest = "5m";

const table = `
table ip drops {
  set lost { type ipv4_addr . ipv4_addr; flags timeout; timeout ${longest}; }
  chain before_routing {
    type filter hook prerouting priority -150; policy accept;
  }
}
flush chain ip drops before_routing
add rule ip drops before_routing ip saddr . ip daddr @lost drop
`;

/**
 * Loses the packets of a pod without a word, as most implementations of network policies do (the cluster's own refuses
 * aloud), until it is disposed of, and at the longest for five minutes.
 */
export async function dropping(site: Site, { from, to }: Lost): Promise<AsyncDisposable> {
  const nft = (input: string) => run(inNamespace(site, ["nft", "-f", "-"]), { input });
  await nft(`${table}\nadd element ip drops lost { ${from} . ${to} }\n`);
  return {
    [Symbol.asyncDispose]: () => nft(`delete element ip drops lost { ${from} . ${to} }\n`).then(() => {}),
  };
}
