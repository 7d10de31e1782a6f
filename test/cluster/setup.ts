import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { progressOn } from "../../src/output/progress.ts";
import { down } from "./down.ts";
import { clusterName } from "./fixture.ts";
import { alive, identify, readIdentity } from "./processes.ts";
import type { Site } from "./site.ts";
import { up } from "./up.ts";

/**
 * Around all tests on the cluster: joins the cluster if it is up, else starts it.
 * What a suite has started ends with it, also when it is interrupted;
 * a cluster orphaned by a suite that was killed belongs to the next one.
 */
export async function setup(): Promise<() => Promise<void>> {
  const name = clusterName();
  const stop = async () => void (await down(name));
  const release = onInterrupt(stop);
  const { site, started } = await up(name, progressOn(process.stderr));
  if (!started && !(await isOrphan(site))) {
    release();
    return async () => {};
  }
  await writeFile(ownerFile(site), JSON.stringify(await identify(process.pid)));
  return async () => {
    release();
    await stop();
  };
}

function onInterrupt(stop: () => Promise<void>): () => void {
  const end = (signal: NodeJS.Signals) => void stop().finally(() => process.exit(signal === "SIGINT" ? 130 : 143));
  process.once("SIGINT", end).once("SIGTERM", end);
  return () => void process.off("SIGINT", end).off("SIGTERM", end);
}

async function isOrphan(site: Site): Promise<boolean> {
  const owner = readIdentity(await readFile(ownerFile(site), "utf8").catch(() => ""));
  return owner !== undefined && !(await alive(owner));
}

function ownerFile(site: Site): string {
  return join(site.run, "suite");
}
