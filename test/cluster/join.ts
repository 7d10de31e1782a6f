import { readFile, writeFile } from "node:fs/promises";
import { progressOn } from "../../src/output/progress.ts";
import { down } from "./down.ts";
import { downAtExit } from "./down-at-exit.ts";
import { knownSite } from "./known-site.ts";
import { alive, identify, readIdentity } from "./processes.ts";
import type { Site } from "./site.ts";
import { up } from "./up.ts";

/**
 * Joins the cluster of this name if it is up, else starts it. What this process has started ends with it, also when it
 * is interrupted; a cluster orphaned by one that was killed belongs to the next one.
 *
 * @returns what leaves it again
 */
export async function join(name: string): Promise<() => Promise<void>> {
  const known = await knownSite(name);
  const inherited = known !== undefined && (await isOrphan(known));
  const disarm = known && !inherited ? () => {} : downAtExit(name);
  const { site, started } = await up(name, progressOn(process.stderr));
  // What Helm and kubectl learn about this cluster is not kept in the home of whoever runs the tests.
  process.env["KUBECACHEDIR"] ??= `${site.kubeconfig}-cache`;
  const ours = known ? inherited : started;
  if (!ours) {
    disarm();
    return async () => {};
  }
  await writeFile(site.ownerFile, JSON.stringify(await identify(process.pid)));
  return async () => {
    await down(name);
    disarm();
  };
}

async function isOrphan(site: Site): Promise<boolean> {
  const owner = readIdentity(await readFile(site.ownerFile, "utf8").catch(() => ""));
  return owner !== undefined && !(await alive(owner));
}
