import { join } from "node:path";
import type { Terminal } from "./terminal.ts";

/** Where the demo deploys to. */
export type Stage = { registry: string; namespace: string };

const plugin = join(import.meta.dirname, "../plugin");

/** The same workflow on a real cluster, through Helm: deployed, run, changed, rolled back, removed. */
export async function onTheCluster({ say, type }: Terminal, { registry, namespace }: Stage): Promise<void> {
  const here = { cwd: "hello" };
  const ask = ["--input", '{"name": "Ada"}'];
  const tentacular = (...words: string[]) => type(["helm", "tentacular", ...words, "-n", namespace], here);

  say("Once: the engine image, and the Helm plugin");
  await type(["tntc", "build", "--registry", registry, "--push", "--plain-http"], here);
  await type(["helm", "plugin", "install", plugin]);

  say("Deploy it and run it");
  await tentacular("deploy");
  await tentacular("run", "hello", ...ask);

  say("Change it, deploy it again");
  await type(["sed", "-i", "s/from v1/from v2/", "nodes/greet.ts"], here);
  await tentacular("deploy");
  await tentacular("run", "hello", ...ask);

  say("Two versions; go back to the first");
  await tentacular("versions", "hello");
  await tentacular("rollback", "hello");
  await tentacular("run", "hello", ...ask);

  say("Remove it");
  await tentacular("undeploy", "hello", "--yes");
}
