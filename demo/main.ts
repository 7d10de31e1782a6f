import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { leaveUsersCluster } from "../test/cluster/leave-users-cluster.ts";
import { observed } from "../test/cluster/observed.ts";
import { startedCluster } from "../test/cluster/started-cluster.ts";
import { traces } from "../test/cluster/traces.ts";
import { whyNoCluster, worksWithoutCluster } from "../test/cluster/why-no-cluster.ts";
import { atTheDesk } from "./at-the-desk.ts";
import { demoCluster } from "./demo-cluster.ts";
import { onTheCluster } from "./on-the-cluster.ts";
import { terminal } from "./terminal.ts";

/**
 * `make demo`: the main job, first at the desk, then on a real cluster of its own; the user's kube context is not read.
 *
 * @returns what can be said of the machine afterwards
 */
async function demo(home: string): Promise<string> {
  const ownHelm = { HELM_DATA_HOME: join(home, "helm/data"), HELM_CACHE_HOME: join(home, "helm/cache") };
  const ownSettings = { HELM_CONFIG_HOME: join(home, "helm/config"), TENTACULAR_CONFIG: join(home, "config.yaml") };
  leaveUsersCluster();
  const env = { ...process.env, ...ownHelm, ...ownSettings };
  await atTheDesk(terminal(home, env));
  console.log(`\n── The first result came within ${Math.ceil(performance.now() / 1000)} s`);

  const missing = whyNoCluster();
  if (missing !== undefined) throw new Error(`${missing}; ${worksWithoutCluster}`);
  console.log("\n── A real Kubernetes of our own (the first time it is compiled: about 15 minutes)\n");
  const look = await withCluster(home, env);
  if (look === undefined) return "the cluster that was up before stays up";
  const left = await look();
  if (left.length > 0) throw new Error(`The demo's cluster has left on this machine:\n${left.join("\n")}`);
  return "nothing is left";
}

/** @returns how to look for what a cluster that was started here, and has ended, has left. */
async function withCluster(home: string, env: NodeJS.ProcessEnv): Promise<(() => Promise<string[]>) | undefined> {
  await using running = await startedCluster();
  await using stage = await demoCluster(home, process.env["PATH"] ?? "");
  await onTheCluster(terminal(home, { ...env, ...stage.env }), stage);
  if (!running.started) return undefined;
  const { site, namespaces } = await observed(running.name);
  return () => traces(site, namespaces);
}

const home = await mkdtemp(join(tmpdir(), "tentacular-demo-"));
try {
  const afterwards = await demo(home);
  console.log(`\n── That was all: deployed, changed, rolled back, removed, and ${afterwards}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await rm(home, { recursive: true, force: true });
}
