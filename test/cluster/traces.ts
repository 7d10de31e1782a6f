import { readdir, readFile, readlink } from "node:fs/promises";
import { run } from "./run.ts";
import type { Site } from "./site.ts";

/** What a cluster has left on the machine, each as a line to read. Looked for by other ways than `down` goes. */
export async function traces(site: Site, namespaces: ReadonlySet<string>): Promise<string[]> {
  return [
    ...(await linesWith("ps -eo pid,args,cgroup --no-headers", site)),
    ...(await linesWith("mount", site)),
    ...(await linesWith("find /sys/fs/cgroup -type d", site)),
    ...(await linesWith("find /run /var/lib/cni /var/log/containers -not -path '*/proc/*'", site)),
    ...(await linesWith("ip -oneline link", site)),
    ...(await linesWith("ip -4 route", site)),
    ...[...(await networkNamespaces())].filter((namespace) => namespaces.has(namespace)),
  ];
}

/** The network namespaces that mounts keep, and those of processes, of all or of those in chosen cgroups. */
export async function networkNamespaces(ofCgroups?: (cgroups: string) => boolean): Promise<Set<string>> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const links = pids.map(async (pid) => {
    const cgroups = await readFile(`/proc/${pid}/cgroup`, "utf8").catch(() => "");
    return ofCgroups?.(cgroups) === false ? "" : readlink(`/proc/${pid}/ns/net`).catch(() => "");
  });
  const mounts = ofCgroups ? "" : await readFile("/proc/self/mountinfo", "utf8");
  return new Set([...(await Promise.all(links)), ...(mounts.match(/net:\[\d+\]/g) ?? [])].filter(Boolean));
}

async function linesWith(command: string, site: Site): Promise<string[]> {
  const marks = [`${site.scope}/`, `/${site.name}/`, `${site.link.machine}@`, `dev ${site.link.machine}`];
  const lines = (await run(["sh", "-c", `${command} 2>/dev/null`], { tolerant: true })).split("\n");
  return lines.filter((line) => marks.some((mark) => `${line}/`.includes(mark)));
}
