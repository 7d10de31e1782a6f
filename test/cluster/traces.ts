import { readdir, readFile, readlink } from "node:fs/promises";
import { run } from "./run.ts";
import { runFolder, type Site } from "./site.ts";

/** What a cluster has left on the machine, each as a line to read. Looked for by other ways than `down` goes. */
export async function traces(site: Site, namespaces: ReadonlySet<string>): Promise<string[]> {
  const views = [
    "mount",
    "find /sys/fs/cgroup -type d",
    "find /run /var/lib/cni /var/log/containers -not -path '*/proc/*'",
    "ip -oneline link",
    "ip -4 route",
  ];
  const lines = await Promise.all(views.map((view) => run(["sh", "-c", `${view} 2>/dev/null`], { tolerant: true })));
  const [all, foreign] = [await networkNamespaces(), await namespacesOfOthers(site)];
  const kept = [...all].filter((namespace) => namespaces.has(namespace) && !foreign.has(namespace));
  return [...linesOf(site, [...(await processLines()), ...lines.flatMap((text) => text.split("\n"))]), ...kept];
}

/** The network namespaces that mounts keep, and those of processes, of all or of those in chosen cgroups. */
export async function networkNamespaces(ofCgroups?: (cgroups: string) => boolean): Promise<Set<string>> {
  const links = (await pids()).map(async (pid) => {
    const chosen = ofCgroups?.(await textOf(`/proc/${pid}/cgroup`)) ?? true;
    return chosen ? readlink(`/proc/${pid}/ns/net`).catch(() => "") : "";
  });
  const mounts = ofCgroups ? "" : await textOf("/proc/self/mountinfo");
  return new Set([...(await Promise.all(links)), ...(mounts.match(/net:\[\d+\]/g) ?? [])].filter(Boolean));
}

/** The kernel gives the number of a namespace that is gone to the next one, and another cluster may be starting pods. */
async function namespacesOfOthers(site: Site): Promise<Set<string>> {
  const ofOther = (cgroups: string) => cgroups.includes("/tentacular-") && !cgroups.includes(`/${site.scope}/`);
  const mounts = (await textOf("/proc/self/mountinfo")).split("\n");
  const foreign = mounts.filter((line) => line.includes(` ${runFolder}/`) && !line.includes(` ${site.run}/`));
  return new Set([...(await networkNamespaces(ofOther)), ...(foreign.join("\n").match(/net:\[\d+\]/g) ?? [])]);
}

/** Every process of the machine on one line, also one that is dead and not yet cleared away. */
async function processLines(): Promise<string[]> {
  const lines = (await pids()).map(async (pid) => {
    const [command, cgroups] = await Promise.all([textOf(`/proc/${pid}/cmdline`), textOf(`/proc/${pid}/cgroup`)]);
    return `${pid} ${command.replaceAll("\0", " ")} ${cgroups.replaceAll("\n", " ")}`;
  });
  return Promise.all(lines);
}

async function pids(): Promise<string[]> {
  return (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
}

function textOf(path: string): Promise<string> {
  return readFile(path, "utf8").catch(() => "");
}

function linesOf({ dir, run, scope, link }: Site, lines: readonly string[]): string[] {
  const names = [dir, run, `/${scope}`, link.machine];
  const address = new RegExp(`/${scope}-[0-9a-f]{64}-`);
  return lines.filter((line) => address.test(line) || names.some((name) => holds(line, name)));
}

/** Whether a line has the whole name: a cluster may be called like the folder that all share, or like the start of another. */
function holds(line: string, name: string): boolean {
  return line.split(name).some((rest, place) => place > 0 && !/^[\w.-]/.test(rest));
}
