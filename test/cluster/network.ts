import { writeFile } from "node:fs/promises";
import { run } from "./run.ts";
import type { Site } from "./site.ts";

/**
 * A network namespace, joined to the machine by one veth pair and to nothing else:
 * there is no default route, so nothing can leave the machine by accident.
 */
export async function createNetwork(site: Site): Promise<void> {
  const { machine, inside } = site.link;
  await writeFile(site.netns, "");
  await run(["unshare", `--net=${site.netns}`, "true"]);
  await ip(inNamespace(site, ["ip"]), [
    "link set lo up",
    `link add ${inside} type veth peer name ${machine} netns ${process.pid}`,
    `address add ${site.nodeIp}/30 dev ${inside}`,
    `link set ${inside} up`,
    // Without a route the node's own connections to a Service fail before they are translated.
    `route add ${site.serviceRange} dev ${inside}`,
  ]);
  await ip(
    ["ip"],
    [
      `address add ${site.machineIp}/30 dev ${machine}`,
      `link set ${machine} up`,
      // The way back to pods for whatever a test runs beside the cluster.
      `route add ${site.podRange} via ${site.nodeIp} dev ${machine}`,
    ],
  );
  await run(inNamespace(site, ["sh", "-c", settings]));
}

async function ip(command: readonly string[], lines: readonly string[]): Promise<void> {
  await run([...command, "-batch", "-"], { input: `${lines.join("\n")}\n` });
}

const settings = `
echo 1 > /proc/sys/net/ipv4/ip_forward
for name in iptables ip6tables; do
  file=/proc/sys/net/bridge/bridge-nf-call-$name
  if test -e $file; then echo 1 > $file; fi
done`;

/** A command that runs in the cluster's network. (`ip netns exec` would remount /sys and hide the cgroups.) */
export function inNamespace(site: Site, command: readonly string[]): string[] {
  return ["nsenter", `--net=${site.netns}`, ...command];
}
