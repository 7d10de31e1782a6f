import { writeFile } from "node:fs/promises";
import { inNamespace } from "../network.ts";
import { run } from "../run.ts";
import type { Site } from "../site.ts";
import { addresses } from "./addresses.ts";

// Documentation addresses too; each cluster has its own pair in its own namespace.
const cable = { cluster: "198.51.100.1", internet: "198.51.100.2" };

/** A second network namespace that plays the internet: only the cluster's has a way into it, and none leads out. */
export async function createInternet(site: Site): Promise<void> {
  await writeFile(site.internet, "");
  await run(["unshare", `--net=${site.internet}`, "true"]);
  await run(inNamespace(site, ["ip", "-batch", "-"]), {
    input: batch([
      `link add world type veth peer name cluster`,
      `address add ${cable.cluster}/30 dev world`,
      "link set world up",
    ]),
  });
  await run(inNamespace(site, ["ip", "link", "set", "cluster", "netns", site.internet]));
  await run(inInternet(site, ["ip", "-batch", "-"]), { input: batch(inside(site)) });
  const ways = addresses.map((address) => `route add ${address}/32 via ${cable.internet} dev world`);
  await run(inNamespace(site, ["ip", "-batch", "-"]), { input: batch(ways) });
}

const inside = (site: Site): string[] => [
  "link set lo up",
  `address add ${cable.internet}/30 dev cluster`,
  "link set cluster up",
  ...addresses.map((address) => `address add ${address}/32 dev lo`),
  // The servers see the address of the pod itself.
  `route add ${site.podRange} via ${cable.cluster} dev cluster`,
];

const batch = (lines: readonly string[]) => `${lines.join("\n")}\n`;

/** A command that runs in the internet of a cluster. */
export function inInternet(site: Site, command: readonly string[]): string[] {
  return ["nsenter", `--net=${site.internet}`, ...command];
}
