import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { leaveUsersCluster } from "../test/cluster/leave-users-cluster.ts";
import { startedCluster } from "../test/cluster/started-cluster.ts";
import { whyNoCluster, worksWithoutCluster } from "../test/cluster/why-no-cluster.ts";
import { atTheDesk } from "./at-the-desk.ts";
import { demoCluster } from "./demo-cluster.ts";
import { onTheCluster } from "./on-the-cluster.ts";
import { terminal } from "./terminal.ts";

/** `make demo`: the main job, first at the desk, then on a real cluster of its own; the user's kube context is not read. */
async function demo(home: string): Promise<void> {
  const ownHelm = { HELM_DATA_HOME: join(home, "helm/data"), HELM_CACHE_HOME: join(home, "helm/cache") };
  const ownSettings = { HELM_CONFIG_HOME: join(home, "helm/config"), TENTACULAR_CONFIG: join(home, "config.yaml") };
  leaveUsersCluster();
  const env = { ...process.env, ...ownHelm, ...ownSettings };
  await atTheDesk(terminal(home, env));

  const missing = whyNoCluster();
  if (missing !== undefined) throw new Error(`${missing}; ${worksWithoutCluster}`);
  console.log("\n── A real Kubernetes of our own (the first time it is compiled: about 15 minutes)\n");
  await using _running = await startedCluster();
  await using stage = await demoCluster(home, process.env["PATH"] ?? "");
  await onTheCluster(terminal(home, { ...env, ...stage.env }), stage);
}

const home = await mkdtemp(join(tmpdir(), "tentacular-demo-"));
try {
  await demo(home);
  console.log(`\n── That was all: deployed, changed, rolled back, and nothing is left`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await rm(home, { recursive: true, force: true });
}
