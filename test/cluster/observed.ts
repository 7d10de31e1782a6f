import { readlink } from "node:fs/promises";
import { knownSite } from "./known-site.ts";
import type { Site } from "./site.ts";
import { networkNamespaces } from "./traces.ts";

/** A cluster that runs, and the network namespaces that its processes are in: what to look for when it has ended. */
export async function observed(name: string): Promise<{ site: Site; namespaces: Set<string> }> {
  const site = await knownSite(name);
  if (!site) throw new Error(`Cluster "${name}" is not known`);
  const namespaces = await networkNamespaces((cgroups) => cgroups.includes(`/${site.scope}/`));
  // The npm registry is a process of the machine's own network, which stays.
  namespaces.delete(await readlink("/proc/self/ns/net"));
  if (namespaces.size === 0) throw new Error(`Cluster "${name}" has no process in a network of its own`);
  return { site, namespaces };
}
